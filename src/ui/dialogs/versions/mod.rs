//! Earlier versions of the reviewer's annotations: which there are at the left, what differs from now in
//! the chosen one at the right.

mod list;
mod marks;

use std::ops::RangeInclusive;

use egui::{Context, Key, KeyboardShortcut, Modifiers, RichText, ScrollArea, Separator, Ui};

use super::{answer, modal};
use crate::edit::{Comparison, Fate};
use crate::model::Backup;
use crate::msg;
use crate::session::{App, Doc, State, Version};
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::widgets::{muted, scroll_by_keys, spoken};

/// Width of the list: its share of the dialog, and the least and the most of it in points.
const SHARE: f32 = 0.31;
const LIST: RangeInclusive<f32> = 190.0..=262.0;

/// The dialog, and which version is chosen: the newest until another one is.
#[derive(Debug, Default)]
pub struct VersionsDialog {
    chosen: Option<Backup>,
}

impl VersionsDialog {
    /// Draws it; `true` once it is answered or left.
    pub fn show(
        &mut self,
        ctx: &Context,
        state: &State,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) -> bool {
        keys(ctx, out);
        let mut close = false;
        let left = modal(ctx, "versions", &look.t("versions-title"), 860.0, |ui| {
            let versions = state.versions.list();
            match versions {
                None => {
                    spoken(&muted(ui, look, &look.t("versions-looking")));
                }
                Some([]) => {
                    ui.label(look.t("versions-none"));
                }
                Some(versions) => self.both(ui, versions, state, look, out),
            }
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                let chosen = versions.and_then(|versions| self.chosen(versions));
                if let Some(version) = chosen {
                    close = restore(ui, version, state, look, out);
                    close |= ui.button(look.t("close")).clicked();
                } else {
                    close = answer(ui, look, look.t("close"), true).clicked();
                }
            });
        });
        if left || close {
            out.push(App::LookAtVersions(false).into());
        }
        left || close
    }

    fn chosen<'a>(&self, versions: &'a [Version]) -> Option<&'a Version> {
        let same = |version: &&Version| Some(&version.backup) == self.chosen.as_ref();
        versions.iter().find(same).or(versions.first())
    }

    fn both(
        &mut self,
        ui: &mut Ui,
        versions: &[Version],
        state: &State,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) {
        muted(ui, look, &look.t("versions-why"));
        ui.add_space(6.0);
        let height = (ui.ctx().content_rect().height() - 240.0).clamp(140.0, 520.0);
        let chosen = self.chosen(versions).map(|version| version.backup.clone());
        let width = { ui.available_width() * SHARE }.clamp(*LIST.start(), *LIST.end());
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width);
                scrolled("versions", height).show(ui, |ui| {
                    // The bar lies over the edge.
                    ui.set_max_width(ui.available_width() - 14.0);
                    scroll_by_keys(ui);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    for version in versions {
                        let is = chosen.as_ref() == Some(&version.backup);
                        if list::row(ui, version, is, is_locked(state), look) {
                            self.chosen = Some(version.backup.clone());
                        }
                    }
                });
            });
            ui.add_sized([9.0, height], Separator::default().vertical());
            ui.vertical(|ui| {
                ui.set_height(height);
                if let Some(version) = self.chosen(versions) {
                    details(ui, version, height, state, look, out);
                }
            });
        });
    }
}

/// Whether the file as it is can't be read or written.
fn is_locked(state: &State) -> bool {
    let open = state.current_article();
    let own = open.and_then(|open| open.own.as_ref());
    own.is_some_and(|own| own.locked.is_some())
}

fn scrolled(id: &str, height: f32) -> ScrollArea {
    ScrollArea::vertical()
        .id_salt(("versions", id))
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
}

/// Undo and redo of what is brought back, with the dialog open.
fn keys(ctx: &Context, out: &mut Vec<Intent>) {
    let shifted = Modifiers::COMMAND | Modifiers::SHIFT;
    for (modifiers, doc) in [(shifted, Doc::Redo), (Modifiers::COMMAND, Doc::Undo)] {
        let keys = KeyboardShortcut::new(modifiers, Key::Z);
        if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
            out.push(doc.into());
        }
    }
}

/// What the chosen version is, and what differs from now.
fn details(
    ui: &mut Ui,
    version: &Version,
    height: f32,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let compared = match &version.compared {
        None => {
            spoken(&muted(ui, look, &look.t("versions-reading")));
            return;
        }
        Some(Err(problem)) => {
            let text = RichText::new(look.texts.text(&problem.what)).color(look.theme.error);
            spoken(&ui.add(egui::Label::new(text).wrap()));
            return;
        }
        Some(Ok(compared)) => compared,
    };
    let locked = is_locked(state);
    let said = match (locked, compared.is_same()) {
        (true, _) => look.t("versions-locked"),
        (false, true) => look.t("versions-same"),
        (false, false) => look.t("versions-differs"),
    };
    let said = ui.add(egui::Label::new(RichText::new(said).color(look.theme.ink)).wrap());
    if compared.status_differs && !locked {
        let key = match compared.status {
            crate::model::ReadingStatus::Done => "versions-was-done",
            crate::model::ReadingStatus::InProgress => "versions-was-open",
        };
        muted(ui, look, &look.t(key));
    }
    ui.add_space(4.0);
    let used = ui.cursor().top() - said.rect.top();
    marks::show(ui, compared, height - used, locked, state, look, out);
}

/// The button that brings the chosen version back; `true` once it was pressed.
fn restore(
    ui: &mut Ui,
    version: &Version,
    state: &State,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> bool {
    let locked = is_locked(state);
    let compared = match &version.compared {
        Some(Ok(compared)) => Some(compared),
        _ => None,
    };
    let can = compared.is_some_and(|compared| locked || !compared.is_same());
    let key = match locked {
        true => "versions-put-back",
        false => "versions-restore",
    };
    let pressed = answer(ui, look, look.t(key), can).clicked();
    if let Some(compared) = compared.filter(|_| pressed) {
        out.push(match locked {
            true => App::PutBack(version.backup.clone()).into(),
            false => Doc::Restore(compared.clone()).into(),
        });
    }
    pressed
}

/// How many marks a version has, and what became of them where that can be told.
fn summary(compared: &Comparison, locked: bool, look: Look<'_>) -> String {
    let marks = look
        .texts
        .text(&msg!("versions-marks", count = compared.marks));
    if locked {
        return marks;
    }
    let fates = [Fate::Added, Fate::Removed, Fate::Changed].into_iter();
    let fates = fates.map(|fate| (fate, compared.count(fate)));
    let since = fates.filter(|(_, count)| *count > 0).map(|(fate, count)| {
        look.texts.text(&match fate {
            Fate::Added => msg!("versions-added", count = count),
            Fate::Removed => msg!("versions-removed", count = count),
            Fate::Changed => msg!("versions-changed", count = count),
        })
    });
    let since: Vec<String> = since.collect();
    let message = match since.is_empty() {
        true => msg!("versions-as-now", marks = marks),
        false => msg!("versions-since", marks = marks, what = since.join(", ")),
    };
    look.texts.text(&message)
}
