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

/// A typed path: without the quotes that file managers copy, `~` for the home folder, an address for
/// the file that it leads to.
pub(super) fn expand(typed: &str) -> PathBuf {
    let typed = unquoted(typed.trim());
    if let Some(address) = typed.strip_prefix("file://") {
        return PathBuf::from(decoded(address).unwrap_or_else(|| address.to_owned()));
    }
    match (typed.strip_prefix('~'), std::env::home_dir()) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with('/') => home.join(&rest[1..]),
        _ => PathBuf::from(typed),
    }
}

fn unquoted(typed: &str) -> &str {
    let between = |quote| typed.strip_prefix(quote)?.strip_suffix(quote);
    between('"').or_else(|| between('\'')).unwrap_or(typed)
}

/// An address with its `%20` and the like read; `None` where that is no text.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let code = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_paths_are_read_as_people_write_them() {
        for (typed, path) in [
            (" /a/b c.txt ", "/a/b c.txt"),
            ("\"/a/b c.txt\"", "/a/b c.txt"),
            ("'/a/b.txt'", "/a/b.txt"),
            ("/it's", "/it's"),
            ("/a/l'", "/a/l'"),
            ("/100%20", "/100%20"),
            ("file:///a/b%20c%C3%A9.txt", "/a/b cé.txt"),
            ("file:///100%/%zz%2", "/100%/%zz%2"),
            ("file:///%ff", "/%ff"),
            ("~other/x", "~other/x"),
        ] {
            assert_eq!(expand(typed), PathBuf::from(path), "{typed}");
        }
        if let Some(home) = std::env::home_dir() {
            assert_eq!(expand("~/copies"), home.join("copies"));
            assert_eq!(expand("~"), home);
        }
    }
}
