//! What the marks mean, at the top in a line and at the end in full.

use super::labels::{LabelStyle, Labels};
use super::markup::Markup;
use super::notes::Note;
use super::stacks::Stacks;
use crate::i18n::Catalogue;
use crate::model::Layer;

/// The line at the top: every label drawn as in the text, and how often it is there.
pub fn strip(
    html: &mut Markup,
    cat: &Catalogue,
    labels: &Labels<'_>,
    notes: &[Note<'_>],
    stacks: &mut Stacks,
) {
    html.raw("<ul class=\"legend\"")
        .attr("aria-label", &cat.t("export-html-legend"))
        .raw(">\n");
    for (at, style) in labels.styles.iter().enumerate() {
        html.raw("<li>");
        sample(html, at, style, stacks);
        let count = notes.iter().filter(|note| note.label == at).count();
        html.raw(" <span class=\"count\">")
            .number(count)
            .raw("</span></li>\n");
    }
    html.raw("</ul>\n");
    if stacks.any_deep() {
        let deeper = cat.t("export-html-deeper");
        html.element("<p class=\"quiet deeper\">", &deeper, "</p>\n");
    }
}

/// Letter and name, marked as the label marks text.
fn sample(html: &mut Markup, label: usize, style: &LabelStyle<'_>, stacks: &mut Stacks) {
    html.raw("<mark class=\"sample ");
    match style.layer {
        Layer::Clause => html.raw("s").number(stacks.number(vec![label])),
        Layer::Word => html.raw("u o0 u").number(label),
    };
    html.raw("\">").element("<b>", &style.letter, "</b> ");
    html.text(style.name).raw("</mark>");
}

/// The definitions, where the codebook has them.
pub fn definitions(html: &mut Markup, cat: &Catalogue, labels: &Labels<'_>, stacks: &mut Stacks) {
    if labels
        .styles
        .iter()
        .all(|style| style.definition.is_empty())
    {
        return;
    }
    html.element("<h2>", &cat.t("export-html-definitions"), "</h2>\n");
    html.raw("<dl class=\"definitions\">\n");
    for (at, style) in labels.styles.iter().enumerate() {
        html.raw("<div><dt>");
        sample(html, at, style, stacks);
        html.element("</dt><dd>", style.definition, "</dd></div>\n");
    }
    html.raw("</dl>\n");
}
