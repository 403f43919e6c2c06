//! Things to say, over the lower edge of the page, so that the text never moves for them.

use egui::{Align2, Area, Context, FontId, Frame, Label, Margin, Response, RichText, Ui, vec2};

use super::widgets::named;
use crate::session::{App, Notice, State};
use crate::ui::intent::{Intent, Look};

/// Height of the page for each that is shown, in points, and how many are shown at most.
const EACH: f32 = 170.0;
const SHOWN: usize = 3;
/// Narrowest text beside buttons, in points; with less room they stand below it.
const TEXT: f32 = 230.0;

/// Those that are shown over a page: the last ones, as many as leave something of it to be read.
pub fn shown(state: &State, page: egui::Rect) -> &[Notice] {
    let room = ((page.height() / EACH) as usize).clamp(1, SHOWN);
    let first = state.notices.len().saturating_sub(room);
    &state.notices[first..]
}

/// Whether one is in sight that waits to be closed or answered.
pub fn any_stays(state: &State, page: egui::Rect) -> bool {
    shown(state, page).iter().any(|notice| !notice.passes())
}

/// Where the person is with regard to the notices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attention {
    /// The pointer rests on them.
    pub pointed: bool,
    /// One of their buttons has the keyboard.
    pub focused: bool,
}

/// Draws the last few notices, newest at the bottom, those that stay below those that leave by
/// themselves: what is about to be pressed never slips away. `focus` gives the keyboard to the first one that stays.
pub fn show(
    ctx: &Context,
    page: egui::Rect,
    state: &State,
    look: Look<'_>,
    focus: &mut bool,
    out: &mut Vec<Intent>,
) -> Attention {
    let wanted = std::mem::take(focus);
    if state.notices.is_empty() {
        return Attention::default();
    }
    let width = (page.width() - 48.0).clamp(240.0, 560.0);
    let area = Area::new(egui::Id::unique("notices"))
        .order(egui::Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(page.center_bottom() - vec2(0.0, 12.0))
        .show(ctx, |ui| {
            let mut shown: Vec<&Notice> = shown(state, page).iter().collect();
            shown.sort_by_key(|notice| !notice.passes());
            let staying = shown.iter().find(|notice| !notice.passes());
            let first = staying.filter(|_| wanted).map(|notice| notice.id);
            let mut focused = false;
            for notice in shown {
                let edge = if notice.error {
                    look.theme.error
                } else {
                    look.theme.line
                };
                Frame::new()
                    .fill(look.theme.paper)
                    .stroke(egui::Stroke::new(look.theme.edge.max(1.0), edge))
                    .corner_radius(8.0)
                    .inner_margin(Margin::symmetric(10, 7))
                    .show(ui, |ui| {
                        ui.set_width(width);
                        let buttons = one(ui, notice, width, look, out);
                        if first == Some(notice.id)
                            && let Some(button) = buttons.first()
                        {
                            button.request_focus();
                        }
                        focused |= buttons.iter().any(Response::has_focus);
                    });
                ui.add_space(2.0);
            }
            focused
        });
    Attention {
        pointed: area.response.contains_pointer(),
        focused: area.inner,
    }
}

/// Draws one; gives its buttons.
fn one(
    ui: &mut Ui,
    notice: &Notice,
    width: f32,
    look: Look<'_>,
    out: &mut Vec<Intent>,
) -> Vec<Response> {
    let offer = notice.offer.as_ref();
    let offer = offer.map(|offer| (look.texts.text(&offer.name), offer));
    let place = notice.place.as_ref();
    let place = place.map(|place| (look.t("notice-show"), place));
    let names = [
        offer.as_ref().map(|(name, _)| name),
        place.as_ref().map(|(name, _)| name),
    ];
    let font = FontId::proportional(14.0);
    let buttons = names.into_iter().flatten().map(|name| {
        let galley = { ui.painter() }.layout_no_wrap(name.clone(), font.clone(), look.theme.ink);
        galley.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    });
    let (buttons, close) = (buttons.sum::<f32>(), 40.0);
    let below = width - close - buttons < TEXT;
    let mut drawn = Vec::new();
    let mut answers = |ui: &mut Ui| {
        if let Some((name, offer)) = &offer {
            let button = ui.button(name);
            if button.clicked() {
                out.push(offer.act.clone().into());
                out.push(App::Dismiss(notice.id).into());
            }
            drawn.push(button);
        }
        if let Some((name, place)) = &place {
            let button = ui.button(name);
            if button.clicked() {
                out.push(Intent::Reveal((*place).clone()));
            }
            drawn.push(button);
        }
    };
    let closes = ui.horizontal_top(|ui| {
        let room = width - close - if below { 0.0 } else { buttons };
        ui.vertical(|ui| {
            ui.set_width(room);
            // Level with what the buttons say.
            ui.add_space(ui.spacing().button_padding.y);
            let text = RichText::new(look.texts.text(&notice.what));
            ui.add(Label::new(text).wrap());
        });
        if !below {
            answers(ui);
        }
        let name = look.t("notice-close");
        let close = ui.button("×").on_hover_text(&name);
        named(&close, name);
        close
    });
    if below && buttons > 0.0 {
        ui.horizontal(|ui| answers(ui));
    }
    if closes.inner.clicked() {
        out.push(App::Dismiss(notice.id).into());
    }
    drawn.push(closes.inner);
    drawn
}
