//! The menu bar, from the command table.

use egui::accesskit::{HasPopup, Role, Toggled};
use egui::{Button, Context, FocusDirection, Id, Key, Modifiers, Popup, Response, ScrollArea, Ui};

use crate::msg;
use crate::session::State;
use crate::ui::commands::{CommandId, Menu, Row, available, keys, name, next_step, rows};
use crate::ui::intent::{Intent, Look};

/// What is kept of the bar between frames, so that it is walked by key as menus are elsewhere.
#[derive(Debug, Default)]
pub struct MenuView {
    /// The menus' buttons, as they were drawn last.
    buttons: Vec<Id>,
    /// What the open menu holds; not what its inner menus hold.
    items: Vec<Id>,
    /// Rows that lead to an inner menu.
    doors: Vec<Id>,
    /// The first row of the open menu is to get the keyboard.
    enter: bool,
}

impl MenuView {
    /// Gives the keyboard to the first menu.
    pub fn take_keyboard(&mut self, ctx: &Context) {
        if let Some(first) = self.buttons.first() {
            ctx.memory_mut(|memory| memory.request_focus(*first));
        }
    }

    /// Left and right lead to the menu beside, opened where one was open; down opens one.
    fn walk(&mut self, ctx: &Context) {
        let Some(focused) = ctx.memory(|memory| memory.focused()) else {
            return;
        };
        let open = self.buttons.iter().position(|id| is_open(ctx, *id));
        let on_bar = self.buttons.iter().position(|id| *id == focused);
        // In an inner menu the arrows lead out of it and about in it.
        let Some(at) = on_bar.or(open.filter(|_| self.items.contains(&focused))) else {
            return;
        };
        let pressed = |key| ctx.input(|input| input.key_pressed(key));
        let by = match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
            (true, false) => self.buttons.len() - 1,
            (false, true) if self.doors.contains(&focused) => return,
            (false, true) => 1,
            _ if on_bar.is_some() && pressed(Key::ArrowDown) => 0,
            _ => return,
        };
        let to = self.buttons[(at + by) % self.buttons.len()];
        self.enter = by == 0 || open.is_some();
        ctx.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            memory.request_focus(to);
        });
        if self.enter {
            Popup::open_id(ctx, popup(to));
        }
    }
}

/// The menu that hangs on a button.
fn popup(button: Id) -> Id {
    button.with("popup")
}

fn is_open(ctx: &Context, button: Id) -> bool {
    Popup::is_id_open(ctx, popup(button))
}

/// Rows that stand in a menu of their own within a menu: message key of its name.
fn inner(id: CommandId) -> Option<&'static str> {
    match id {
        CommandId::Theme | CommandId::UseTheme(_) => Some("menu-theme"),
        CommandId::Language(_) => Some("menu-language"),
        CommandId::Review
        | CommandId::NextMoved
        | CommandId::PreviousMoved
        | CommandId::AcceptMove
        | CommandId::RefuseMove
        | CommandId::Attach
        | CommandId::FindLost
        | CommandId::AcceptSure
        | CommandId::AcceptMoves
        | CommandId::RefuseMoves => Some("menu-moved"),
        _ => None,
    }
}

/// Draws the bar.
pub fn show(
    ui: &mut Ui,
    state: &State,
    view: &mut MenuView,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    let ctx = ui.ctx().clone();
    view.walk(&ctx);
    let was_inside = focus_among(&ctx, &view.items);
    view.buttons.clear();
    view.items.clear();
    view.doors.clear();
    egui::MenuBar::new().ui(ui, |ui| {
        for (menu, key) in Menu::ALL {
            let button = ui.menu_button(look.t(key), |ui| {
                // As high as the window has room for.
                let height =
                    (ui.ctx().content_rect().bottom() - ui.cursor().top() - 16.0).max(80.0);
                ScrollArea::vertical()
                    .min_scrolled_height(height)
                    .max_height(height)
                    .show(ui, |ui| {
                        ui.set_min_width(250.0);
                        ui.spacing_mut().item_spacing.y = 2.0;
                        let rows: Vec<&Row> = rows(state).filter(|row| row.menu == menu).collect();
                        items(ui, state, view, &rows, look, out);
                    });
            });
            leads_to_menu(&button.response, is_open(&ctx, button.response.id));
            view.buttons.push(button.response.id);
        }
    });
    // Tab leads out of a menu and closes it; without it the menu would lie over what it leads to.
    let tab = ctx.input(|input| input.key_pressed(Key::Tab));
    if tab && was_inside && !focus_among(&ctx, &view.items) {
        Popup::close_all(&ctx);
    }
    // The second F10 leads back.
    let open = view.buttons.iter().any(|id| is_open(&ctx, *id));
    if open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F10)) {
        Popup::close_all(&ctx);
        if let Some(focused) = ctx.memory(|memory| memory.focused()) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
    }
}

/// Tells a screen reader that a menu hangs on a button.
fn leads_to_menu(button: &Response, open: bool) {
    button.ctx.accesskit_node_builder(button.id, |node| {
        node.set_role(Role::MenuItem);
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(open);
    });
}

fn focus_among(ctx: &Context, items: &[Id]) -> bool {
    ctx.memory(|memory| memory.focused().is_some_and(|id| items.contains(&id)))
}

/// The rows of a menu, some of them in menus of their own.
fn items(
    ui: &mut Ui,
    state: &State,
    view: &mut MenuView,
    rows: &[&Row],
    look: Look<'_>,
    out: &mut Vec<Intent>,
) {
    for part in rows.chunk_by(|a, b| inner(a.id) == inner(b.id)) {
        let first = part.first().map(|row| (inner(row.id), row.line));
        let Some((Some(key), line)) = first else {
            for row in part {
                let response = item(ui, state, look, row, out);
                view.items.push(response.id);
                // The first frame of a menu only measures it.
                let enter = view.enter && response.enabled() && !ui.is_sizing_pass();
                if enter {
                    response.request_focus();
                    view.enter = false;
                }
            }
            continue;
        };
        if line {
            ui.separator();
        }
        let door = ui.menu_button(look.t(key), |ui| {
            ui.set_min_width(230.0);
            for row in part {
                item(ui, state, look, row, out);
            }
        });
        leads_to_menu(&door.response, door.inner.is_some());
        view.items.push(door.response.id);
        view.doors.push(door.response.id);
    }
}

fn item(ui: &mut Ui, state: &State, look: Look<'_>, row: &Row, out: &mut Vec<Intent>) -> Response {
    if row.line {
        ui.separator();
    }
    let mut text = name(row, state, look.texts);
    if let CommandId::Undo | CommandId::Redo = row.id
        && let Some(what) = next_step(row.id, state)
    {
        let what = look.texts.text(what);
        text = look
            .texts
            .text(&msg!("menu-with", text = text, what = what));
    }
    let chosen = chosen(row.id, look);
    let keys = match chosen {
        Some(true) => "✓".to_owned(),
        _ => keys(row, look.texts),
    };
    let button = Button::new(text).shortcut_text(keys);
    let response = ui.add_enabled(available(row.id, state), button);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| match chosen {
            Some(chosen) => {
                node.set_role(Role::MenuItemRadio);
                node.set_toggled(Toggled::from(chosen));
            }
            None => node.set_role(Role::MenuItem),
        });
    if response.clicked() {
        out.push(Intent::Run(row.id));
        ui.close();
    }
    response
}

/// Whether a row is the one that holds of several; `None` for rows that are no choice.
fn chosen(id: CommandId, look: Look<'_>) -> Option<bool> {
    match id {
        CommandId::UseTheme(kind) => Some(look.preferences.theme == kind),
        CommandId::Language(lang) => Some(look.texts.lang() == lang),
        _ => None,
    }
}
