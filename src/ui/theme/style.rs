//! A theme as egui wants it.

use egui::{CornerRadius, FontFamily, FontId, Shadow, Stroke, TextStyle, Visuals, vec2};

use super::Theme;
use crate::ui::fonts;

impl Theme {
    /// Makes it the look of everything that egui draws.
    pub fn apply(&self, ctx: &egui::Context) {
        let theme = if self.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        ctx.set_theme(theme);
        ctx.style_mut_of(theme, |style| {
            style.visuals = self.visuals();
            space(style);
        });
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.paper;
        visuals.window_stroke = Stroke::new(self.edge, self.line);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.extreme_bg_color = self.paper;
        visuals.faint_bg_color = self.control.gamma_multiply(0.5);
        visuals.code_bg_color = self.control;
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.weak_text_color = Some(self.muted);
        visuals.selection.bg_fill = self.selection;
        // Text that is selected, and the edge of a field that has the keyboard.
        visuals.selection.stroke = Stroke::new(self.ring, self.ink);
        visuals.text_cursor.stroke = Stroke::new(self.ring, self.accent);
        let shadow = |blur| Shadow {
            offset: [0, 4],
            blur,
            spread: 0,
            color: self.shadow,
        };
        visuals.window_shadow = shadow(24);
        visuals.popup_shadow = shadow(12);
        let rest = if self.outlined {
            self.line
        } else {
            self.control
        };
        let over = if self.outlined { self.ink } else { self.hover };
        let widgets = &mut visuals.widgets;
        for (state, fill, edge, thick) in [
            (
                &mut widgets.noninteractive,
                self.panel,
                self.line,
                self.edge,
            ),
            (&mut widgets.inactive, self.control, rest, self.edge),
            (&mut widgets.hovered, self.hover, over, self.edge),
            (&mut widgets.active, self.pressed, self.focus, self.ring),
            (&mut widgets.open, self.hover, self.line, self.edge),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(thick, edge);
            state.fg_stroke = Stroke::new(self.edge, self.ink);
            state.corner_radius = CornerRadius::same(5);
            state.expansion = 0.0;
        }
        visuals
    }
}

/// Sizes and distances, the same in every theme.
fn space(style: &mut egui::Style) {
    let ui = FontFamily::Proportional;
    style.text_styles = [
        (TextStyle::Small, FontId::new(12.0, ui.clone())),
        (TextStyle::Body, FontId::new(14.0, ui.clone())),
        (TextStyle::Button, FontId::new(14.0, ui)),
        (TextStyle::Heading, fonts::ui_strong(17.0)),
        (
            TextStyle::Monospace,
            FontId::new(13.0, FontFamily::Monospace),
        ),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(40.0, 26.0);
    spacing.menu_margin = egui::Margin::same(6);
    spacing.window_margin = egui::Margin::same(14);
    spacing.tooltip_width = 340.0;
    // Scroll bars have room of their own, and lie over nothing.
    spacing.scroll.floating_allocated_width = 8.0;
    style.interaction.selectable_labels = false;
}
