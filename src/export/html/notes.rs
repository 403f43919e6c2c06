//! The notes: one a span, numbered as the reader meets them.

use std::cmp::Reverse;

use super::labels::{LabelStyle, Labels};
use super::markup::Markup;
use crate::export::input::{ExportContext, ExportInput};
use crate::export::names::ReviewerNames;
use crate::export::rows::{AnchorState, SpanRow, rows};
use crate::model::Voice;
use crate::msg;

/// Longest quote that a note repeats, in code points: the text itself is on the page.
const QUOTE: usize = 160;

/// A span with its number.
pub struct Note<'a> {
    /// From 1, in the order of the ends of spans, where their signs stand; orphans last.
    pub number: usize,
    /// What stands in the text, such as `F1`; a question mark follows where the reviewer was unsure.
    pub sign: String,
    /// The span.
    pub row: SpanRow<'a>,
    /// Number of its label.
    pub label: usize,
    /// The reviewer's shown name.
    pub reviewer: &'a str,
}

/// The spans in the order of their notes.
pub fn in_order<'a>(input: &'a ExportInput<'a>) -> Vec<SpanRow<'a>> {
    let mut rows = rows(
        input.article,
        &input.readings,
        input.codebook,
        input.elsewhere,
    );
    // Where several end together, the inner one first, as brackets close.
    rows.sort_by_key(|row| {
        let ends = (row.end, Reverse(row.start), row.reading);
        (row.range.is_none(), ends)
    });
    rows
}

/// Gives every span its number.
pub fn numbered<'a>(
    rows: Vec<SpanRow<'a>>,
    input: &'a ExportInput<'a>,
    labels: &Labels<'a>,
    names: &'a ReviewerNames,
) -> Vec<Note<'a>> {
    let note = |(at, row): (usize, SpanRow<'a>)| {
        let letter = labels.style(row.label).map_or("", |style| &style.letter);
        let doubt = if row.confidence == "unsure" { "?" } else { "" };
        Note {
            number: at + 1,
            sign: format!("{letter}{}{doubt}", at + 1),
            label: labels.number(row.label),
            reviewer: names.of(&input.readings[row.reading].reviewer),
            row,
        }
    };
    rows.into_iter().enumerate().map(note).collect()
}

/// The section of notes whose spans are in the text.
pub fn section(
    html: &mut Markup,
    context: &ExportContext<'_>,
    notes: &[Note<'_>],
    input: &ExportInput<'_>,
    labels: &Labels<'_>,
) {
    let cat = context.catalogue;
    html.raw("<section id=\"notes\" class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes-title\">\n");
    html.element(
        "<h2 id=\"notes-title\">",
        &cat.t("export-html-notes"),
        "</h2>\n",
    );
    let (lost, found): (Vec<_>, Vec<_>) = notes.iter().partition(|note| note.row.range.is_none());
    if notes.is_empty() {
        html.element(
            "<p class=\"quiet\">",
            &cat.t("export-html-no-notes"),
            "</p>\n",
        );
    }
    list(html, context, &found, input, labels);
    if !lost.is_empty() {
        html.element("<h2 id=\"lost\">", &cat.t("export-html-lost"), "</h2>\n");
        html.element(
            "<p class=\"quiet\">",
            &cat.t("export-html-lost-why"),
            "</p>\n",
        );
        list(html, context, &lost, input, labels);
    }
    html.raw("</section>\n");
}

fn list(
    html: &mut Markup,
    context: &ExportContext<'_>,
    notes: &[&Note<'_>],
    input: &ExportInput<'_>,
    labels: &Labels<'_>,
) {
    if notes.is_empty() {
        return;
    }
    html.raw("<ol>\n");
    for note in notes {
        if let Some(style) = labels.styles.get(note.label) {
            item(html, context, note, style, input);
        }
    }
    html.raw("</ol>\n");
}

fn item(
    html: &mut Markup,
    context: &ExportContext<'_>,
    note: &Note<'_>,
    style: &LabelStyle<'_>,
    input: &ExportInput<'_>,
) {
    let cat = context.catalogue;
    let row = &note.row;
    html.raw("<li id=\"n").number(note.number).raw("\">");
    if row.range.is_some() {
        let back = cat.text(&msg!("export-html-back", sign = note.sign.clone()));
        html.raw("<a class=\"sign i").number(note.label);
        html.raw("\" href=\"#m")
            .number(note.number)
            .raw("\" role=\"doc-backlink\"");
        html.attr("aria-label", &back)
            .raw(">")
            .text(&note.sign)
            .raw("</a>");
    } else {
        html.raw("<span class=\"sign i")
            .number(note.label)
            .raw("\">");
        html.text(&note.sign).raw("</span>");
    }
    html.raw("<div>\n<p class=\"who\">")
        .element("<b>", style.name, "</b>");
    html.element(" <bdi>", note.reviewer, "</bdi>");
    if row.confidence == "unsure" {
        tag(html, &cat.t("export-html-unsure"));
    }
    if let Some(score) = row.score.filter(|_| row.anchor == AnchorState::Moved) {
        let percent = crate::anchor::percent(score);
        tag(
            html,
            &cat.text(&msg!("export-html-moved", percent = percent)),
        );
    }
    html.raw("</p>\n");
    html.element(
        "<p class=\"quote\" dir=\"auto\">",
        &shortened(row.quote),
        "</p>\n",
    );
    if row.voice != Voice::AUTHOR {
        field(html, &cat.t("export-html-voice"), row.voice);
    }
    if !row.reason.trim().is_empty() {
        html.element(
            "<p class=\"reason\" dir=\"auto\">",
            row.reason.trim(),
            "</p>\n",
        );
    }
    if let Some(claim) = &row.claim {
        let known = input
            .codebook
            .statuses
            .iter()
            .find(|s| s.key == claim.status);
        let status = known.map_or(claim.status, |s| s.name.get(cat.lang().tag()));
        if !claim.restatement.trim().is_empty() {
            field(html, &cat.t("export-html-claim"), claim.restatement.trim());
        }
        if !status.is_empty() {
            field(html, &cat.t("export-html-claim-status"), status);
        }
    }
    html.raw("</div></li>\n");
}

fn tag(html: &mut Markup, text: &str) {
    html.element(" <span class=\"tag\">", text, "</span>");
}

fn field(html: &mut Markup, name: &str, value: &str) {
    html.element("<p class=\"field\"><span>", name, "</span> ");
    html.element("<bdi>", value, "</bdi></p>\n");
}

/// The quote on one line, cut in the middle where it is long: its two ends are what people look for.
fn shortened(quote: &str) -> String {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = quote.chars().count();
    if length <= QUOTE {
        return quote;
    }
    let head: String = quote.chars().take(QUOTE * 2 / 3).collect();
    let tail: String = quote.chars().skip(length - QUOTE / 3).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
