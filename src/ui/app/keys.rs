//! Which key does what, and where the keyboard is.

use egui::{Context, Event as Input, Key, KeyboardShortcut, Modifiers, Popup};

use super::PostilApp;
use crate::session::App;
use crate::ui::commands::{self, CommandId, available, label_of_key, label_to_arm};
use crate::ui::intent::Intent;
use crate::ui::panels::inspector::Field;
use crate::ui::panels::notices;

impl PostilApp {
    /// Keys of the command table, unless something is being typed or asked.
    pub(super) fn keys(&mut self, ctx: &Context, out: &mut Vec<Intent>) {
        if self.palette.is_open() && ctx.input_mut(|input| input.consume_shortcut(&PALETTE)) {
            out.push(Intent::Run(CommandId::Palette));
        }
        if self.is_asking() || Popup::is_any_open(ctx) {
            return;
        }
        let typing = ctx.text_edit_focused();
        let page_focused = ctx.memory(|memory| memory.has_focus(self.page.id()));
        let nothing_focused = ctx.memory(|memory| memory.focused().is_none());
        if page_focused {
            self.finding_keys(ctx, out);
        }
        for row in commands::by_precedence() {
            let Some(shortcut) = row.shortcut else {
                continue;
            };
            let plain = !shortcut.modifiers.command && !is_function_key(shortcut.logical_key);
            // Undo and redo of what is being typed belong to the field.
            let of_field = matches!(row.id, CommandId::Undo | CommandId::Redo);
            if typing && (plain || of_field) || (plain && !page_focused && !nothing_focused) {
                continue;
            }
            // Tab steps through marks only within the page; elsewhere it moves the focus.
            let marks = matches!(row.id, CommandId::NextMark | CommandId::PreviousMark);
            if marks && !page_focused {
                continue;
            }
            let only_now = matches!(
                row.id,
                CommandId::EditReason | CommandId::SkipSuggestion | CommandId::PreviousSuggestion
            );
            if only_now && !available(row.id, &self.state) {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                out.push(Intent::Run(row.id));
            }
        }
        self.arm_by_key(ctx, typing, out);
        if !typing {
            let labels = labels_pressed(ctx, label_of_key);
            out.extend(labels.into_iter().map(|at| self.label_key(at)));
        }
    }

    /// The digits with Ctrl arm labels; Escape disarms, wherever the keyboard is, but where it leaves
    /// a field. The page, where it has the keyboard, first lets go of what it has in hand.
    fn arm_by_key(&self, ctx: &Context, typing: bool, out: &mut Vec<Intent>) {
        let armed = labels_pressed(ctx, label_to_arm);
        out.extend(armed.into_iter().map(|at| Intent::Run(CommandId::Arm(at))));
        let page_focused = ctx.memory(|memory| memory.has_focus(self.page.id()));
        if self.state.armed.is_some()
            && !typing
            && !page_focused
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
        {
            out.push(App::Arm(None).into());
        }
    }

    /// F6: out of the page to the selected mark's reason, without one to the list; and back.
    pub(super) fn next_panel(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        // From a menu it leads out of the page, as from the page.
        if focused.is_some_and(|id| id != self.page.id()) && !self.on_notices {
            self.page.focus(ctx);
            return;
        }
        // What waits for an answer comes first.
        if !self.on_notices && notices::any_stays(&self.state, self.page_rect) {
            self.notice_focus = true;
            return;
        }
        match available(CommandId::EditReason, &self.state) {
            true => self.draft.focus = Some(Field::Reason),
            false => {
                let (list, _) = self.sides_shown;
                self.list.focus = list && self.state.current.is_some();
            }
        }
    }

    /// F10: to the first menu, which takes no mouse from there; with a room looking on there is none.
    pub(super) fn enter_menus(&mut self, ctx: &Context) {
        if !self.view.projector {
            self.menus.take_keyboard(ctx);
        }
    }

    /// Whether a question stands over the window.
    pub(super) fn is_asking(&self) -> bool {
        self.dialog.is_some() || self.state.ask_name.is_some() || self.palette.is_open()
    }

    /// The page has the keyboard whenever nothing else wants it: after a dialog or a menu, after
    /// Escape in a field, after a click beside everything. A question takes it at once.
    pub(super) fn mind_focus(&self, ctx: &Context) {
        if self.is_asking() {
            ctx.memory_mut(|memory| memory.surrender_focus(self.page.id()));
            return;
        }
        let free = ctx.memory(|memory| memory.focused().is_none());
        let wanted = self.draft.focus.is_some()
            || self.list.focus
            || self.find_bar.focus
            || self.notice_focus;
        if free && !wanted && !Popup::is_any_open(ctx) && self.state.current_article().is_some() {
            self.page.focus(ctx);
        }
    }
}

/// The palette's own keys close it as well.
const PALETTE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::K);

pub(super) fn is_function_key(key: Key) -> bool {
    (Key::F1..=Key::F12).contains(&key)
}

/// The labels whose keys were pressed in this frame, by what a key and its place say.
fn labels_pressed(
    ctx: &Context,
    label: impl Fn(Key, Option<Key>, egui::Modifiers) -> Option<usize>,
) -> Vec<usize> {
    ctx.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            Input::Key {
                key,
                physical_key,
                pressed: true,
                repeat: false,
                modifiers,
            } => label(*key, *physical_key, *modifiers),
            _ => None,
        });
        keys.collect()
    })
}
