//! Keys in the order in which they were pressed.

use egui::{Context, Event, Key};

use super::PostilApp;

impl PostilApp {
    /// Leaves one key to a frame, however often it was pressed; the others come in the next ones. On a slow
    /// machine several are pressed in one frame, and whoever goes to the next sentence and marks it would
    /// find the mark in the sentence before, since each part of the window looks for its own keys.
    pub(super) fn one_after_the_other(&mut self, ctx: &Context) {
        let typing = ctx.text_edit_focused();
        let held = &mut self.keys_held;
        ctx.input_mut(|input| {
            input.events.splice(..0, held.drain(..));
            // A field takes all that is typed in its order.
            if typing {
                return;
            }
            let mut first = None;
            let next = input.events.iter().position(|event| match pressed(event) {
                Some(key) => *first.get_or_insert(key) != key,
                None => false,
            });
            let Some(next) = next else { return };
            let later = input.events.split_off(next);
            let (keys, rest): (Vec<_>, Vec<_>) = later.into_iter().partition(is_of_keyboard);
            input.events.extend(rest);
            *held = keys;
        });
        if !self.keys_held.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// The key that is pressed, where it matters what is done first.
fn pressed(event: &Event) -> Option<(Key, egui::Modifiers)> {
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } if !super::keys::is_function_key(*key) => Some((*key, *modifiers)),
        _ => None,
    }
}

fn is_of_keyboard(event: &Event) -> bool {
    use Event as E;
    matches!(
        event,
        E::Key { .. } | E::Text(_) | E::Paste(_) | E::Copy | E::Cut | E::Ime(_)
    )
}
