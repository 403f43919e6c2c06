//! The annotated copy: one self-contained web page an article, read without any script.
//!
//! A content security policy forbids the page every request, so that even a fault in the escaping could
//! fetch and run nothing. Marks have colour, pattern and letter; each has a note, and links lead both ways.

mod colophon;
mod labels;
mod legend;
mod markup;
mod notes;
mod stacks;
#[cfg(test)]
mod tests;
mod text;

use super::input::{ExportContext, ExportInput};
use super::names::ReviewerNames;
use crate::msg;
use labels::Labels;
use markup::Markup;

/// The part of the style sheet that is the same on every page.
const STYLE: &str = include_str!("html/page.css");

/// The page of one article.
pub fn page(
    context: &ExportContext<'_>,
    input: &ExportInput<'_>,
    names: &ReviewerNames,
) -> Vec<u8> {
    let cat = context.catalogue;
    let rows = notes::in_order(input);
    let used: Vec<&str> = rows.iter().map(|row| row.label).collect();
    let labels = Labels::new(input.codebook, cat.lang().tag(), used.into_iter());
    let notes = notes::numbered(rows, input, &labels, names);

    let mut words = Markup::default();
    let mut stacks = text::text(&mut words, context, input, &notes, &labels);
    let mut body = Markup::default();
    body.element(
        "<a class=\"skip\" href=\"#notes\">",
        &cat.t("export-html-skip"),
        "</a>\n",
    );
    body.element(
        "<header>\n<p class=\"kind\">",
        &cat.t("export-html-kind"),
        "</p>\n",
    );
    legend::strip(&mut body, cat, &labels, &notes, &mut stacks);
    body.raw("</header>\n<main>\n<article>\n");
    byline(&mut body, input);
    if !text::is_title(input.article) {
        body.element("<h1 dir=\"auto\">", &title(input), "</h1>\n");
    }
    body.raw("<div class=\"text\"")
        .attr("lang", language(input))
        .raw(">");
    body.append(&words).raw("</div>\n</article>\n</main>\n");
    notes::section(&mut body, context, &notes, input, &labels);
    body.raw("<footer>\n");
    colophon::reviewers(&mut body, cat, input, names, &labels, &notes);
    legend::definitions(&mut body, cat, &labels, &mut stacks);
    colophon::provenance(&mut body, context, input);
    body.raw("</footer>\n");

    let mut html = Markup::default();
    head(&mut html, context, input);
    html.raw("<style>\n");
    stacks::colours(&mut html, &labels);
    html.raw(STYLE);
    stacks.style(&mut html, &labels);
    html.raw("</style>\n</head>\n<body>\n")
        .append(&body)
        .raw("</body>\n</html>\n");
    html.into_bytes()
}

fn head(html: &mut Markup, context: &ExportContext<'_>, input: &ExportInput<'_>) {
    let cat = context.catalogue;
    let program = msg!(
        "export-html-program-line",
        version = context.version.to_owned()
    );
    html.raw("<!DOCTYPE html>\n<html")
        .attr("lang", cat.lang().tag())
        .raw(">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"generator\"")
        .attr("content", &cat.text(&program))
        .raw(">\n");
    let title = msg!("export-html-title", title = title(input));
    html.element("<title>", &cat.text(&title), "</title>\n");
}

/// The article's title, its file name where it has no words.
fn title(input: &ExportInput<'_>) -> String {
    let title = input.article.title();
    if title.trim().is_empty() {
        return input.article.file_name.clone();
    }
    title
}

/// Outlet, author and date, as far as they are known.
fn byline(html: &mut Markup, input: &ExportInput<'_>) {
    let meta = &input.article.meta;
    let parts = [&meta.outlet, &meta.author, &meta.published];
    let known = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.trim().is_empty());
    let known: Vec<&str> = known.map(|part| part.trim()).collect();
    if known.is_empty() {
        return;
    }
    html.raw("<p class=\"byline\">");
    for part in known {
        html.element("<bdi>", part, "</bdi> ");
    }
    html.raw("</p>\n");
}

/// The language of the text; empty, which means unknown, where what was set is no language tag.
fn language<'a>(input: &'a ExportInput<'_>) -> &'a str {
    let tag = input.article.meta.language.as_deref().unwrap_or_default();
    let parts = || tag.split('-');
    let primary = parts().next().unwrap_or_default();
    let is_tag = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts()
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if is_tag { tag } else { "" }
}
