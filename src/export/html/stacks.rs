//! The style sheet's changing part: the colours of the labels, and one class for every stack of
//! backgrounds that the page has.

use super::labels::Labels;
use super::markup::Markup;
use crate::export::palette::{DARK, Ground, LIGHT, PRINT, Tones};
use crate::model::{Layer, Pattern};

/// Which labels lie over one another as backgrounds, from top to bottom, each with how many times.
type Stack = Vec<(usize, usize)>;

/// The stacks of a page; a stack's number is the number of its class.
#[derive(Default)]
pub struct Stacks {
    stacks: Vec<Stack>,
}

impl Stacks {
    /// The number of the stack of these labels.
    pub fn number(&mut self, labels: Vec<usize>) -> usize {
        let mut stack = Stack::new();
        for label in labels {
            match stack.iter_mut().find(|(other, _)| *other == label) {
                Some((_, times)) => *times += 1,
                None => stack.push((label, 1)),
            }
        }
        let known = self.stacks.iter().position(|other| *other == stack);
        known.unwrap_or_else(|| {
            self.stacks.push(stack);
            self.stacks.len() - 1
        })
    }

    /// Whether several marks of one label meet somewhere.
    pub fn any_deep(&self) -> bool {
        self.stacks.iter().flatten().any(|(_, times)| *times > 1)
    }

    /// Writes the rules.
    pub fn style(&self, css: &mut Markup, labels: &Labels<'_>) {
        for (at, stack) in self.stacks.iter().enumerate() {
            css.raw(".s").number(at).raw("{background:");
            bands(css, stack, labels);
            css.raw("}\n");
        }
    }
}

/// Bands within the line, each as high as its share of the marks there, in hundredths of a per cent.
fn bands(css: &mut Markup, stack: &Stack, labels: &Labels<'_>) {
    let whole: usize = stack.iter().map(|(_, times)| times).sum();
    let mut top = 0;
    for (at, (label, times)) in stack.iter().enumerate() {
        css.raw(if at > 0 { "," } else { "" });
        let pattern = labels.styles.get(*label).map(|style| style.pattern);
        band(css, *label, pattern, *times > 1);
        if stack.len() == 1 {
            css.raw(" 0 0/100% 100% no-repeat");
            continue;
        }
        // CSS places a background by the share of the room that is left over.
        css.raw(" 0 ");
        hundredths(css, top * 10_000 / (whole - times));
        css.raw("%/100% ");
        hundredths(css, times * 10_000 / whole);
        css.raw("% no-repeat");
        top += times;
    }
}

fn hundredths(css: &mut Markup, value: usize) {
    css.number(value / 100).raw(".");
    css.number(value / 10 % 10).number(value % 10);
}

/// One band: fill and stripes of a label in one gradient; deeper where several marks agree.
fn band(css: &mut Markup, label: usize, pattern: Option<Pattern>, deep: bool) {
    let (angle, width, step) = match pattern {
        Some(Pattern::Hatched) => ("-45deg", "var(--thin)", "6px"),
        Some(Pattern::Wavy) => ("45deg", "var(--thick)", "9px"),
        Some(Pattern::Dotted) => ("90deg", "var(--thin)", "5px"),
        Some(Pattern::Solid) | None => {
            let tone = if deep { "var(--s" } else { "var(--f" };
            css.raw("linear-gradient(").raw(tone).number(label);
            css.raw("),").raw(tone).number(label).raw("))");
            return;
        }
    };
    let width = if deep { "var(--thick)" } else { width };
    css.raw("repeating-linear-gradient(").raw(angle);
    css.raw(",var(--s").number(label).raw(") 0 ").raw(width);
    css.raw(",var(--f").number(label).raw(") ");
    css.raw(width).raw(" ").raw(step).raw(")");
}

/// Colours by label on every ground, then the underlines of word labels.
pub fn colours(css: &mut Markup, labels: &Labels<'_>) {
    css.raw(":root{");
    tones(css, &LIGHT, labels, |swatch| swatch.light);
    css.raw("}\n@media (prefers-color-scheme:dark){:root{");
    tones(css, &DARK, labels, |swatch| swatch.dark);
    css.raw("}}\n@media print{:root{");
    tones(css, &PRINT, labels, |swatch| swatch.print);
    css.raw("}}\n");
    for (at, style) in labels.styles.iter().enumerate() {
        css.raw(".i")
            .number(at)
            .raw("{color:var(--i")
            .number(at)
            .raw(")}\n");
        if style.layer == Layer::Word {
            css.raw(".u")
                .number(at)
                .raw("{text-decoration-color:var(--i")
                .number(at);
            css.raw(");text-decoration-style:")
                .raw(match style.pattern {
                    Pattern::Solid => "solid",
                    Pattern::Hatched => "dashed",
                    Pattern::Wavy => "wavy",
                    Pattern::Dotted => "dotted",
                });
            css.raw("}\n");
        }
    }
}

fn tones(
    css: &mut Markup,
    ground: &'static Ground,
    labels: &Labels<'_>,
    of: impl Fn(&'static crate::export::palette::Swatch) -> Tones,
) {
    css.raw("--page:")
        .raw(ground.page)
        .raw(";--text:")
        .raw(ground.text);
    css.raw(";--quiet:")
        .raw(ground.quiet)
        .raw(";--rule:")
        .raw(ground.rule);
    for (at, style) in labels.styles.iter().enumerate() {
        let tones = of(style.swatch);
        css.raw(";--f").number(at).raw(":").raw(tones.fill);
        css.raw(";--s").number(at).raw(":").raw(tones.stripe);
        css.raw(";--i").number(at).raw(":").raw(tones.ink);
    }
}
