//! How the window looks: preferences, side panels, the projector.

use egui::{Ui, UiBuilder};

use super::PostilApp;
use crate::i18n::Catalogue;
use crate::ui::commands::CommandId;
use crate::ui::dialogs::Dialog;
use crate::ui::preferences::Preferences;
use crate::ui::theme::{Theme, ThemeKind};

/// A panel beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The list of articles.
    List,
    /// The inspector.
    Inspector,
}

/// Width that the page keeps, in points and in sizes of its text, before panels are shown by
/// themselves.
const PAGE: (f32, f32) = (360.0, 16.0);
/// Width of the list and of the inspector in a small window.
pub(super) const LIST: f32 = 180.0;
pub(super) const INSPECTOR: f32 = 230.0;

/// What is looked at, beyond what is kept.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Whether a room looks on: large text, nothing beside the page.
    pub projector: bool,
    /// The panel that was asked for last. It alone is shown where there is no room for both.
    asked: Option<Side>,
}

impl View {
    /// Whether the list and the inspector are shown in a window of some width in points: both where
    /// there is room, else the inspector alone, and none where the page needs all; but always what was
    /// asked for last.
    pub fn sides(&self, preferences: &Preferences, width: f32) -> (bool, bool) {
        let asked = |side| self.asked == Some(side);
        if self.projector {
            return (asked(Side::List), asked(Side::Inspector));
        }
        let (list, inspector) = (preferences.list, preferences.inspector);
        let page = PAGE.0.max(PAGE.1 * preferences.font_size(false));
        if width >= page + LIST + INSPECTOR {
            return (list, inspector);
        }
        let first = asked(Side::List) || (width >= page + LIST && !inspector);
        let alone = width >= page + INSPECTOR && !asked(Side::List);
        let other = asked(Side::Inspector) || alone;
        (list && first, inspector && other)
    }
}

/// Draws into the room that there is. What is wider does not move the panel's edge.
pub(super) fn contained(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    content(&mut ui.new_child(UiBuilder::new().max_rect(rect)));
    ui.advance_cursor_after_rect(rect);
}

/// Names the edge by which a panel is made wider, which egui calls by an English name of its own.
pub(super) fn name_edge(ui: &Ui, panel: &str, texts: &Catalogue) {
    let edge = ui.scope_id().with(panel).with("__resize");
    if ui.ctx().read_response(edge).is_some() {
        let name = texts.t("panel-edge");
        ui.ctx()
            .accesskit_node_builder(edge, |node| node.set_label(name));
    }
}

impl PostilApp {
    /// Commands that only concern how the window looks.
    pub(super) fn run_view(&mut self, id: CommandId) {
        let now = self.preferences;
        match id {
            CommandId::Reading => self.dialog = Some(Dialog::Reading),
            CommandId::Bigger => self.prefer(now.resized(true)),
            CommandId::Smaller => self.prefer(now.resized(false)),
            CommandId::NormalSize => self.prefer(Preferences { text: 100, ..now }),
            CommandId::Theme => self.prefer(Preferences {
                theme: now.theme.next(),
                ..now
            }),
            CommandId::UseTheme(theme) => self.prefer(Preferences { theme, ..now }),
            CommandId::ToggleList => self.toggle(Side::List),
            CommandId::ToggleInspector => self.toggle(Side::Inspector),
            CommandId::Projector => {
                self.view.projector = !self.view.projector;
                self.view.asked = None;
                self.wear(now.theme);
            }
            _ => {}
        }
    }

    /// Takes other preferences over, and keeps them.
    pub(super) fn prefer(&mut self, preferences: Preferences) {
        if preferences == self.preferences {
            return;
        }
        self.preferences = preferences;
        self.wear(preferences.theme);
        self.jobs
            .remember(move |settings| preferences.keep(settings));
    }

    fn wear(&mut self, kind: ThemeKind) {
        let theme = Theme::shipped(kind);
        self.theme = match self.view.projector {
            true => theme.for_projector(),
            false => theme,
        };
        self.theme_changed = true;
    }

    /// Shows a panel that is not there, and puts away one that is.
    fn toggle(&mut self, side: Side) {
        let (list, inspector) = self.sides_shown;
        let shown = match side {
            Side::List => list,
            Side::Inspector => inspector,
        };
        self.show_side(side, !shown);
    }

    /// Shows a panel or puts it away. While a room looks on, only for as long as it does.
    pub(super) fn show_side(&mut self, side: Side, show: bool) {
        self.view.asked = show.then_some(side);
        if self.view.projector {
            return;
        }
        let mut preferences = self.preferences;
        match side {
            Side::List => preferences.list = show,
            Side::Inspector => preferences.inspector = show,
        }
        self.prefer(preferences);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_give_way_to_the_page() {
        let both = Preferences::default();
        let only_list = Preferences {
            inspector: false,
            ..both
        };
        let large = Preferences { text: 200, ..both };
        let view = |asked| View {
            asked,
            projector: false,
        };
        for (asked, preferences, width, expected) in [
            (None, both, 900.0, (true, true)),
            (None, both, 600.0, (false, true)),
            (None, both, 450.0, (false, false)),
            (Some(Side::List), both, 600.0, (true, false)),
            (Some(Side::List), both, 450.0, (true, false)),
            (Some(Side::Inspector), both, 450.0, (false, true)),
            (None, only_list, 900.0, (true, false)),
            (None, only_list, 600.0, (true, false)),
            (None, only_list, 450.0, (false, false)),
            (None, large, 900.0, (false, true)),
            (Some(Side::List), large, 900.0, (true, false)),
            (None, large, 1280.0, (true, true)),
        ] {
            let got = view(asked).sides(&preferences, width);
            assert_eq!(got, expected, "{asked:?} {width}");
        }
        let projector = View {
            projector: true,
            asked: None,
        };
        assert_eq!(projector.sides(&both, 1900.0), (false, false));
    }
}
