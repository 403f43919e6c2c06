//! The palette: whatever can be asked for, found by typing a part of its name in either language.

mod choices;
mod list;
mod search;

use egui::{Align2, Context, Id, Key, Modal, Modifiers, TextEdit, Ui, vec2};

use self::choices::{Choice, Choices};
use self::search::{Named, Search};
use crate::i18n::{Catalogue, Lang};
use crate::msg;
use crate::session::State;
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::widgets::muted;

/// Width in points, where the window has it.
const WIDTH: f32 = 600.0;
/// Choices that are remembered as used last.
const RECENT: usize = 6;

/// The palette, and what was chosen in it.
#[derive(Default)]
pub struct Palette {
    open: Option<Open>,
    /// What was chosen, the last first.
    recent: Vec<Choice>,
}

/// The palette while it stands over the window.
struct Open {
    typed: String,
    choices: Choices,
    search: Search,
    /// Which of what was found is chosen.
    at: usize,
    /// Whether the list shall show it.
    follow: bool,
    /// The language that the window does not speak.
    other: Catalogue,
    /// What had the keyboard before.
    before: Option<Id>,
}

impl Palette {
    /// Whether it stands over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens it, or closes it.
    pub fn toggle(&mut self, ctx: &Context, state: &State) {
        if let Some(open) = self.open.take() {
            open.give_back(ctx);
            return;
        }
        let choices = Choices::new(state, &self.recent);
        let search = Search::new(choices.len(), choices.repeated(state));
        let other = match state.lang {
            Lang::En => Lang::Fr,
            Lang::Fr => Lang::En,
        };
        self.open = Some(Open {
            typed: String::new(),
            choices,
            search,
            at: 0,
            follow: true,
            other: Catalogue::new(other),
            before: ctx.memory(|memory| memory.focused()),
        });
    }

    /// Draws it, if it is open.
    pub fn show(&mut self, ctx: &Context, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
        let Some(open) = &mut self.open else {
            return;
        };
        let mut chosen = None;
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(12.0);
        let id = Id::unique("palette");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 48.0));
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH.min(ctx.content_rect().width() - 60.0));
            chosen = open.draw(ui, state, look);
        });
        if let Some(choice) = chosen {
            let wanted = choices::intent(&choice, state);
            self.open = None;
            self.recent.retain(|known| *known != choice);
            self.recent.insert(0, choice);
            self.recent.truncate(RECENT);
            out.extend(wanted);
        } else if modal.should_close()
            && let Some(open) = self.open.take()
        {
            open.give_back(ctx);
        }
    }
}

impl Open {
    /// Gives the keyboard back to what had it.
    fn give_back(&self, ctx: &Context) {
        if let Some(id) = self.before {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Draws field and list; answers with what was chosen.
    fn draw(&mut self, ui: &mut Ui, state: &State, look: Look<'_>) -> Option<Choice> {
        let wanted = self.keys(ui);
        let hint = look.t("palette-hint");
        let field = TextEdit::singleline(&mut self.typed)
            .hint_text(hint.clone())
            .desired_width(f32::INFINITY)
            .margin(vec2(8.0, 6.0));
        let field = ui.add(field);
        if !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            self.search.look_for(&self.typed);
            (self.at, self.follow) = (0, true);
        }
        if self.search.is_looking() {
            let (choices, other) = (&self.choices, &self.other);
            self.search
                .step(|at| names(choices, at, state, look.texts, other));
            ui.ctx().request_repaint();
        }
        let found = self.search.found().len();
        self.at = self.at.min(found.saturating_sub(1));
        ui.add_space(6.0);
        let clicked = list::show(ui, self, state, look, field.id, hint);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let text = match found {
                0 if self.search.is_looking() => look.t("palette-looking"),
                0 => look.t("palette-none"),
                count => look.texts.text(&msg!("palette-count", count = count)),
            };
            muted(ui, look, &text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                muted(ui, look, &look.t("palette-keys"));
            });
        });
        let at = clicked.or(wanted.then_some(self.at))?;
        let choice = self.choices.get(self.search.at(at)?, state)?;
        let shown = choices::shown(&choice, state, look.texts, &self.other);
        shown.why_not.is_none().then_some(choice)
    }

    /// Reads the keys that move the choice; answers whether Enter was pressed.
    fn keys(&mut self, ui: &Ui) -> bool {
        let last = self.search.found().len().saturating_sub(1);
        let steps = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, list::ROWS as isize),
            (Key::PageUp, -(list::ROWS as isize)),
        ];
        ui.input_mut(|input| {
            for (key, by) in steps {
                for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                    self.at = match (by, self.at) {
                        // One step beyond an end leads to the other one.
                        (1, at) if at == last => 0,
                        (-1, 0) => last,
                        (by, at) => at.saturating_add_signed(by).min(last),
                    };
                    self.follow = true;
                }
            }
            input.consume_key(Modifiers::NONE, Key::Enter)
        })
    }
}

/// What a choice is called in both languages, and by its file name.
fn names(
    choices: &Choices,
    at: usize,
    state: &State,
    texts: &Catalogue,
    other: &Catalogue,
) -> Named {
    let Some(choice) = choices.get(at, state) else {
        return Named::default();
    };
    let shown = choices::shown(&choice, state, texts, other);
    Named {
        names: match choice {
            // Words of title and file name count together.
            Choice::Article(_) => vec![[shown.name, shown.more].join(" ")],
            _ => vec![shown.name, shown.more],
        },
        ready: shown.why_not.is_none(),
    }
}
