//! A text field that changes the codebook with every letter.

use egui::{TextEdit, Ui};

/// The shape of a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// One line of a width in points.
    Line(f32),
    /// Several lines, as wide as there is room.
    Lines,
}

/// What is being typed, where the codebook does not say the same: a name that is still empty, a
/// space at the end.
#[derive(Debug, Default)]
pub(super) struct Typed(Option<(egui::Id, String)>);

impl Typed {
    /// Lets every field show what the codebook says.
    pub(super) fn clear(&mut self) {
        self.0 = None;
    }

    /// Draws a field; what was typed, where it says something new.
    pub(super) fn field(
        &mut self,
        ui: &mut Ui,
        salt: impl std::hash::Hash + std::fmt::Debug,
        stored: &str,
        name: String,
        shape: Shape,
    ) -> Option<String> {
        let id = ui.make_persistent_id(salt);
        let own = self.0.take_if(|(of, _)| *of == id);
        let mut text = own.map_or_else(|| stored.to_owned(), |(_, text)| text);
        let edit = match shape {
            Shape::Line(width) => TextEdit::singleline(&mut text).desired_width(width),
            Shape::Lines => TextEdit::multiline(&mut text)
                .desired_rows(2)
                .desired_width(f32::INFINITY),
        };
        let response = ui.add(edit.id(id));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        let news = (response.changed() && text != stored).then(|| text.clone());
        if response.has_focus() && text != stored {
            self.0 = Some((id, text));
        }
        news
    }
}
