//! Things to say, over the lower edge of the page, so that the text never moves for them.

use egui::{Align2, Area, Context, Frame, RichText, vec2};

use super::widgets::named;
use crate::session::{App, State};
use crate::ui::intent::{Intent, Look};

/// Draws the last few notices, newest at the bottom.
pub fn show(ctx: &Context, page: egui::Rect, state: &State, look: Look<'_>, out: &mut Vec<Intent>) {
    if state.notices.is_empty() {
        return;
    }
    let width = (page.width() - 48.0).clamp(240.0, 560.0);
    Area::new(egui::Id::unique("notices"))
        .order(egui::Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(page.center_bottom() - vec2(0.0, 12.0))
        .show(ctx, |ui| {
            let first = state.notices.len().saturating_sub(3);
            for notice in state.notices.iter().skip(first) {
                let edge = if notice.error {
                    look.theme.error
                } else {
                    look.theme.line
                };
                Frame::new()
                    .fill(look.theme.paper)
                    .stroke(egui::Stroke::new(look.theme.edge.max(1.0), edge))
                    .corner_radius(8.0)
                    .inner_margin(10.0)
                    .show(ui, |ui| {
                        ui.set_width(width);
                        ui.horizontal_top(|ui| {
                            let side = match (&notice.offer, &notice.place) {
                                (Some(_), _) => 190.0,
                                (None, Some(_)) => 170.0,
                                (None, None) => 40.0,
                            };
                            ui.allocate_ui(vec2(width - side, 0.0), |ui| {
                                let text = RichText::new(look.texts.text(&notice.what));
                                ui.add(egui::Label::new(text).wrap());
                            });
                            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                                let name = look.t("notice-close");
                                let close = ui.button("×").on_hover_text(&name);
                                named(&close, name);
                                if close.clicked() {
                                    out.push(App::Dismiss(notice.id).into());
                                }
                                if let Some(offer) = &notice.offer
                                    && ui.button(look.texts.text(&offer.name)).clicked()
                                {
                                    out.push(offer.act.clone().into());
                                    out.push(App::Dismiss(notice.id).into());
                                }
                                if let Some(place) = &notice.place
                                    && ui.button(look.t("notice-show")).clicked()
                                {
                                    out.push(Intent::Reveal(place.clone()));
                                }
                            });
                        });
                    });
                ui.add_space(4.0);
            }
        });
}
