//! Who marked what by which codebook, and what this file was made from.

use super::labels::Labels;
use super::markup::Markup;
use super::notes::Note;
use crate::export::input::{ExportContext, ExportInput};
use crate::export::names::ReviewerNames;
use crate::i18n::Catalogue;
use crate::model::ReadingStatus;
use crate::msg;

/// Hexadecimal digits of a codebook's hash that are enough to tell two apart.
const SHORT_HASH: usize = 12;

/// The reviewers and how often each used each label.
pub fn reviewers(
    html: &mut Markup,
    cat: &Catalogue,
    input: &ExportInput<'_>,
    names: &ReviewerNames,
    labels: &Labels<'_>,
    notes: &[Note<'_>],
) {
    html.element(
        "<h2 id=\"reviewers\">",
        &cat.t("export-html-reviewers"),
        "</h2>\n",
    );
    if input.readings.is_empty() {
        html.element(
            "<p class=\"quiet\">",
            &cat.t("export-html-no-reviewers"),
            "</p>\n",
        );
        return;
    }
    html.raw("<div class=\"wide\" role=\"region\" aria-labelledby=\"reviewers\" tabindex=\"0\"><table>\n<thead><tr>");
    html.element(
        "<th scope=\"col\">",
        &cat.t("export-html-reviewer"),
        "</th>",
    );
    for style in &labels.styles {
        html.element("<th scope=\"col\" class=\"n\">", style.name, "</th>");
    }
    html.element(
        "<th scope=\"col\" class=\"n\">",
        &cat.t("export-html-total"),
        "</th>",
    );
    html.element(
        "<th scope=\"col\">",
        &cat.t("export-html-status"),
        "</th></tr></thead>\n<tbody>\n",
    );
    for (at, reading) in input.readings.iter().enumerate() {
        let own = || notes.iter().filter(|note| note.row.reading == at);
        html.element(
            "<tr><th scope=\"row\"><bdi>",
            names.of(&reading.reviewer),
            "</bdi></th>",
        );
        for label in 0..labels.styles.len() {
            let count = own().filter(|note| note.label == label).count();
            html.raw("<td class=\"n\">").number(count).raw("</td>");
        }
        html.raw("<td class=\"n\">")
            .number(own().count())
            .raw("</td><td>");
        html.text(&cat.t(match reading.status {
            ReadingStatus::InProgress => "export-html-in-progress",
            ReadingStatus::Done => "export-html-done",
        }));
        if reading.codebook.hash != input.codebook.hash {
            let hash = short(&reading.codebook.hash).to_owned();
            let other = msg!(
                "export-html-other-codebook",
                id = &reading.codebook.id,
                hash = hash
            );
            html.element("<div class=\"quiet\">", &cat.text(&other), "</div>");
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    if names.hidden() {
        html.element(
            "<p class=\"quiet\">",
            &cat.t("export-html-names-hidden"),
            "</p>\n",
        );
    }
}

/// Codebook, source and program.
pub fn provenance(html: &mut Markup, context: &ExportContext<'_>, input: &ExportInput<'_>) {
    let cat = context.catalogue;
    let codebook = input.codebook;
    let title = codebook.title.get(cat.lang().tag());
    let title = if title.is_empty() {
        &codebook.id
    } else {
        title
    };
    html.element("<h2>", &cat.t("export-html-about"), "</h2>\n");
    html.raw("<dl class=\"about\">\n");
    let fact = |html: &mut Markup, key: &str, value: &str| {
        html.element("<div><dt>", &cat.t(key), "</dt>");
        html.element("<dd>", value, "</dd></div>\n");
    };
    let by = msg!(
        "export-html-codebook-line",
        title = title.to_owned(),
        revision = &codebook.revision,
        hash = short(&codebook.hash).to_owned(),
    );
    fact(html, "export-html-codebook", &cat.text(&by));
    fact(html, "export-html-source", &input.article.file_name);
    if let Some(address) = &input.article.meta.address {
        fact(html, "export-html-address", address);
    }
    fact(html, "export-html-hash", input.article.text.hash());
    let date = context.now.strftime("%Y-%m-%d %H:%M").to_string();
    fact(
        html,
        "export-html-date",
        &cat.text(&msg!("export-html-date-line", date = date)),
    );
    let program = msg!(
        "export-html-program-line",
        version = context.version.to_owned()
    );
    fact(html, "export-html-program", &cat.text(&program));
    html.raw("</dl>\n");
}

fn short(hash: &str) -> &str {
    &hash[..hash.floor_char_boundary(SHORT_HASH)]
}
