//! A path typed by hand: where the system shows no file dialog, or for who prefers it.

use std::path::PathBuf;

use egui::{Context, Key, RichText, TextEdit};

use super::{answer, modal};
use crate::session::{App, Pick};
use crate::ui::intent::{Intent, Look};

/// The question for a path.
#[derive(Debug)]
pub struct PathDialog {
    typed: String,
    /// Set where it stands in for a dialog that the system can't show.
    stands_in: bool,
    /// What the path is for.
    pub purpose: Pick,
}

impl PathDialog {
    /// Asked because a person wants to type.
    pub fn new(purpose: Pick) -> Self {
        Self {
            typed: String::new(),
            stands_in: false,
            purpose,
        }
    }

    /// Asked because no dialog can be shown.
    pub fn standing_in(purpose: Pick) -> Self {
        Self {
            stands_in: true,
            ..Self::new(purpose)
        }
    }

    /// Draws it; `true` once it is answered or left.
    pub fn show(&mut self, ctx: &Context, look: Look<'_>, out: &mut Vec<Intent>) -> bool {
        let mut close = false;
        let title = match self.purpose {
            Pick::Files => look.t("path-title-files"),
            Pick::Folder | Pick::ExportFolder => look.t("path-title-folder"),
        };
        let left = modal(ctx, "path", &title, 520.0, |ui| {
            if self.stands_in {
                ui.label(RichText::new(look.t("path-no-dialog")).color(look.theme.muted));
                ui.add_space(6.0);
            }
            let hint = look.t("path-hint");
            let field = ui.add(
                TextEdit::singleline(&mut self.typed)
                    .hint_text(hint.clone())
                    .desired_width(f32::INFINITY),
            );
            ui.ctx()
                .accesskit_node_builder(field.id, |node| node.set_label(hint));
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                let ready = !self.typed.trim().is_empty();
                let open = answer(ui, look, look.t("path-open"), ready);
                if open.clicked() || (enter && ready) {
                    out.push(App::OpenPaths(vec![expand(&self.typed)]).into());
                    close = true;
                }
                close |= ui.button(look.t("cancel")).clicked();
            });
        });
        left || close
    }
}

/// A typed path: without the quotes that file managers copy, `~` for the home folder.
fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let typed = typed.strip_prefix("file://").unwrap_or(typed);
    match (typed.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}
