//! The armed label: it marks each passage as soon as that is picked in the page.

use super::command::{App, Command, Doc};
use super::state::State;
use crate::model::{Label, LabelKey};

impl State {
    /// The armed label, where the codebook knows it.
    pub fn armed_label(&self) -> Option<&Label> {
        self.codebook.label(self.armed.as_ref()?)
    }

    /// Arms a label, or disarms it where it is the armed one.
    pub fn toggle_arm(&self, label: &LabelKey) -> App {
        let armed = self.armed.as_ref() == Some(label);
        App::Arm((!armed).then(|| label.clone()))
    }

    /// What a click on a label means: it marks what is selected. Where nothing is, and while a label is
    /// armed, it arms: after each passage that an armed label marked, that mark is selected.
    pub fn click_on_label(&self, label: &LabelKey) -> Option<Command> {
        let open = self.current_article()?;
        let own = open.selected.is_some_and(|key| open.is_own(key));
        let marks = self.armed_label().is_none() && (own || !open.selection.is_caret());
        Some(match marks {
            true => Command::Doc(Doc::Tag(label.clone())),
            false => Command::App(self.toggle_arm(label)),
        })
    }
}
