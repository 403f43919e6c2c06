//! How the text is read: face, sizes, distances, theme, language. Each change is seen at once.

use std::ops::RangeInclusive;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Context, Frame, Label, Layout, RichText, Slider, Ui, vec2};

use super::{answer, body, modal};
use crate::i18n::Lang;
use crate::session::App;
use crate::ui::fonts::ReadingFace;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::shown_text;
use crate::ui::panels::widgets::{choice, named};
use crate::ui::preferences::Preferences;
use crate::ui::theme::ThemeKind;

/// Largest size of the sample, in points: it shows the setting, not the size.
const SAMPLE: f32 = 20.0;

/// Width of the names of rows, and height of a row, in points.
const NAMES: f32 = 138.0;
const ROW: f32 = 26.0;

/// Draws the settings; `true` once they are left.
pub fn show(ctx: &Context, look: Look<'_>, out: &mut Vec<Intent>) -> bool {
    let mut wanted = look.preferences;
    let mut lang = look.texts.lang();
    let mut close = false;
    let left = modal(ctx, "reading", &look.t("reading-title"), 560.0, |ui| {
        body(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            looks(ui, look, &mut wanted);
            text(ui, look, &mut wanted);
            row(ui, look, "reading-language", |ui| {
                for (this, name) in [
                    (Lang::En, look.t("cmd-language-en")),
                    (Lang::Fr, look.t("cmd-language-fr")),
                ] {
                    choice(ui, look, &mut lang, this, name);
                }
            });
            ui.add_space(8.0);
            sample(ui, look, wanted);
        });
        ui.horizontal(|ui| {
            close = answer(ui, look, look.t("close"), true).clicked();
            let usual = wanted.reset();
            let button = egui::Button::new(look.t("reading-usual"));
            if ui.add_enabled(wanted != usual, button).clicked() {
                wanted = usual;
            }
        });
    });
    if wanted != look.preferences {
        out.push(Intent::Prefer(wanted));
    }
    if lang != look.texts.lang() {
        out.push(App::SetLanguage(lang).into());
    }
    left || close
}

fn looks(ui: &mut Ui, look: Look<'_>, wanted: &mut Preferences) {
    row(ui, look, "reading-theme", |ui| {
        for kind in ThemeKind::ALL {
            choice(ui, look, &mut wanted.theme, kind, look.t(kind.name()));
        }
    });
    row(ui, look, "reading-interface", |ui| {
        for percent in Preferences::INTERFACE {
            let name = look
                .texts
                .text(&crate::msg!("reading-percent", n = usize::from(percent)));
            choice(ui, look, &mut wanted.interface, percent, name);
        }
    });
    row(ui, look, "reading-face", |ui| {
        for face in ReadingFace::ALL {
            choice(ui, look, &mut wanted.face, face, look.t(face.name()));
        }
    });
}

fn text(ui: &mut Ui, look: Look<'_>, wanted: &mut Preferences) {
    slider(
        ui,
        look,
        "reading-size",
        &mut wanted.text,
        Preferences::TEXT,
        5,
        "%",
    );
    slider(
        ui,
        look,
        "reading-leading",
        &mut wanted.leading,
        Preferences::LEADING,
        5,
        "%",
    );
    let unit = look.t("reading-characters");
    slider(
        ui,
        look,
        "reading-measure",
        &mut wanted.measure,
        Preferences::MEASURE,
        1,
        &unit,
    );
    slider(
        ui,
        look,
        "reading-tracking",
        &mut wanted.tracking,
        Preferences::TRACKING,
        1,
        "%",
    );
}

fn row(ui: &mut Ui, look: Look<'_>, name: &str, controls: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let middle = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(NAMES, ROW), middle, |ui| {
            ui.set_min_size(vec2(NAMES, ROW));
            let name = RichText::new(look.t(name)).color(look.theme.muted);
            ui.add(Label::new(name).truncate());
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                // What finds no room goes to the next row as a whole.
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                controls(ui);
            });
        });
    });
}

fn slider(
    ui: &mut Ui,
    look: Look<'_>,
    name: &str,
    value: &mut u16,
    range: RangeInclusive<u16>,
    step: u16,
    unit: &str,
) {
    row(ui, look, name, |ui| {
        ui.spacing_mut().slider_width = 200.0;
        // The rail, which would be lost on paper.
        ui.visuals_mut().widgets.inactive.bg_fill = look.theme.line;
        let slider = Slider::new(value, range)
            .step_by(f64::from(step))
            .suffix(format!("\u{a0}{unit}"));
        let slider = ui.add(slider);
        named(&slider, look.t(name));
    });
}

/// A few words, set as the article will be.
fn sample(ui: &mut Ui, look: Look<'_>, wanted: Preferences) {
    let setting = wanted.typesetting();
    let size = wanted.font_size(false).min(SAMPLE);
    let format = TextFormat {
        font_id: setting.face.regular(size),
        color: look.theme.ink,
        line_height: Some(size * setting.leading),
        extra_letter_spacing: setting.tracking * size,
        ..TextFormat::default()
    };
    let words = shown_text(&look.t("reading-sample"));
    Frame::new()
        .fill(look.theme.paper)
        .stroke(egui::Stroke::new(look.theme.edge, look.theme.line))
        .corner_radius(6.0)
        .inner_margin(12.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(LayoutJob::single_section(words, format)).wrap());
        });
}
