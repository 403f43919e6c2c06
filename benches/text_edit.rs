//! egui's own editor on the same text.

use egui::{Event, Ui};
use postil::ui::fonts;

use crate::clock::median;
use crate::window::{Input, Window};

/// Milliseconds of CPU time.
pub struct TextEdit {
    pub first: f64,
    pub scroll: f64,
    pub typed: f64,
}

impl TextEdit {
    pub fn measure(text: &str) -> Self {
        let mut window = Window::new();
        let mut text = text.to_owned();
        let mut show = |ui: &mut Ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                let edit = egui::TextEdit::multiline(&mut text).desired_width(f32::INFINITY);
                ui.add(edit.font(fonts::reading(17.0))).request_focus();
            });
        };
        let first = window.frame(Input::default(), &mut show);
        let scroll = (0..5).map(|_| window.frame(Input::scroll(-60.0), &mut show));
        let scroll = median(scroll.collect::<Vec<_>>());
        let mut typed = || {
            let input = Input {
                event: Some(Event::Text("x".to_owned())),
                ..Input::default()
            };
            window.frame(input, &mut show)
        };
        Self {
            first,
            scroll,
            typed: median([typed(), typed(), typed()]),
        }
    }
}
