//! The article's own words with the marks on them.
//!
//! Overlapping spans are cut into stretches over which the same spans lie, so no tag crosses another.
//! Signs of notes are drawn by the style sheet: the text that is copied or searched is the article's,
//! nothing else.

use super::labels::Labels;
use super::markup::Markup;
use super::notes::Note;
use super::stacks::Stacks;
use crate::export::input::{ExportContext, ExportInput};
use crate::export::rows::AnchorState;
use crate::model::{Article, Layer};
use crate::msg;
use crate::overlay::{Segment, lanes, segments};
use crate::text::{TextRange, paragraphs};

/// Underlines at more offsets than this can't be told apart; deeper ones share the last.
const OFFSETS: usize = 4;

/// What the walk over a text needs.
struct Walk<'a> {
    article: &'a Article,
    /// The notes with a place.
    notes: Vec<&'a Note<'a>>,
    labels: &'a Labels<'a>,
    /// Offset of each note's underline, 0 for backgrounds.
    lanes: Vec<usize>,
    stacks: Stacks,
    /// Label of every note's sign for a screen reader.
    spoken: Vec<String>,
}

/// Writes the text; returns the style rules that its marks need.
pub fn text(
    html: &mut Markup,
    context: &ExportContext<'_>,
    input: &ExportInput<'_>,
    notes: &[Note<'_>],
    labels: &Labels<'_>,
) -> Stacks {
    let found: Vec<(&Note<'_>, TextRange)> = notes
        .iter()
        .filter_map(|note| Some((note, note.row.range?)))
        .collect();
    let ranges: Vec<TextRange> = found.iter().map(|(_, range)| *range).collect();
    let notes: Vec<&Note<'_>> = found.iter().map(|(note, _)| *note).collect();
    let spoken = notes.iter().map(|note| spoken(context, note, labels));
    let mut walk = Walk {
        article: input.article,
        spoken: spoken.collect(),
        lanes: underline_lanes(&notes, &ranges, labels),
        notes,
        labels,
        stacks: Stacks::default(),
    };
    walk.run(html, &segments(&ranges), &ranges);
    walk.stacks
}

fn spoken(context: &ExportContext<'_>, note: &Note<'_>, labels: &Labels<'_>) -> String {
    let label = labels.styles.get(note.label).map_or("", |style| style.name);
    context.catalogue.text(&msg!(
        "export-html-reference",
        number = note.number,
        label = label.to_owned(),
        reviewer = note.reviewer.to_owned(),
    ))
}

/// Underlines that meet lie at different offsets; backgrounds don't count.
fn underline_lanes(notes: &[&Note<'_>], ranges: &[TextRange], labels: &Labels<'_>) -> Vec<usize> {
    let is_word = |at: &usize| labels.styles[notes[*at].label].layer == Layer::Word;
    let words: Vec<usize> = (0..notes.len()).filter(is_word).collect();
    let word_ranges: Vec<TextRange> = words.iter().map(|at| ranges[*at]).collect();
    let mut all = vec![0; notes.len()];
    for (at, lane) in words.into_iter().zip(lanes(&word_ranges)) {
        all[at] = lane.min(OFFSETS - 1);
    }
    all
}

impl Walk<'_> {
    fn run(&mut self, html: &mut Markup, segments: &[Segment], ranges: &[TextRange]) {
        let text = &self.article.text;
        let paragraphs = paragraphs(text);
        let (mut segment, mut sign, mut at) = (0, 0, 0);
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let between = &text.as_str()[at..paragraph.start()];
            html.text(between);
            let closing = self.open(html, number, *paragraph, between);
            // Signs of spans that end before the first paragraph have no earlier place.
            while sign < ranges.len() && ranges[sign].end() <= paragraph.start() {
                self.sign(html, sign);
                sign += 1;
            }
            at = paragraph.start();
            while at < paragraph.end() {
                while segments.get(segment).is_some_and(|s| s.range.end() <= at) {
                    segment += 1;
                }
                let here = segments.get(segment);
                let to_segment = here.map_or(paragraph.end(), |s| {
                    if s.range.start() > at {
                        s.range.start()
                    } else {
                        s.range.end()
                    }
                });
                let to_sign = ranges
                    .get(sign)
                    .map_or(paragraph.end(), |range| range.end());
                let end = paragraph.end().min(to_segment).min(to_sign);
                let piece = &text.as_str()[at..end];
                match here.filter(|s| s.range.start() <= at) {
                    Some(segment) => self.marked(html, piece, &segment.active),
                    None => {
                        html.text(piece);
                    }
                }
                at = end;
                while sign < ranges.len() && ranges[sign].end() <= at {
                    self.sign(html, sign);
                    sign += 1;
                }
            }
            // A span that ends in the white space after a paragraph has its sign at the paragraph's end.
            let next = paragraphs
                .get(number + 1)
                .map_or(text.len(), |next| next.start());
            while sign < ranges.len() && ranges[sign].end() <= next {
                self.sign(html, sign);
                sign += 1;
            }
            html.raw(closing);
        }
        html.text(&text.as_str()[at..]);
        if sign < ranges.len() {
            html.raw("<p>");
            for sign in sign..ranges.len() {
                self.sign(html, sign);
            }
            html.raw("</p>");
        }
    }

    /// Opens a paragraph, a heading for the first one where it is the title; returns what closes it.
    fn open(
        &self,
        html: &mut Markup,
        number: usize,
        paragraph: TextRange,
        before: &str,
    ) -> &'static str {
        let heading = number == 0 && is_title(self.article);
        let blank = before.matches('\n').count();
        let (open, close) = if heading {
            ("<h1", "</h1>")
        } else {
            ("<p", "</p>")
        };
        html.raw(open)
            .raw(" id=\"p")
            .number(number + 1)
            .raw("\" dir=\"auto\"");
        debug_assert!(!paragraph.is_empty());
        if number > 0 && !heading && blank != 2 {
            html.raw(if blank < 2 {
                " class=\"close\""
            } else {
                " class=\"far\""
            });
        }
        html.raw(">");
        close
    }

    /// A piece of text under spans: one element, and one more for each further underline.
    fn marked(&mut self, html: &mut Markup, piece: &str, active: &[usize]) {
        let mut order = active.to_vec();
        order.sort_by_key(|at| (self.notes[*at].row.reading, *at));
        let styles = &self.labels.styles;
        let (clauses, words): (Vec<usize>, Vec<usize>) = order
            .iter()
            .partition(|at| styles[self.notes[**at].label].layer == Layer::Clause);
        let title = order.iter().map(|at| {
            let note = self.notes[*at];
            format!(
                "{} · {} · {}",
                note.sign, styles[note.label].name, note.reviewer
            )
        });
        let title = title.collect::<Vec<_>>().join("\n");
        html.raw("<mark class=\"");
        if !clauses.is_empty() {
            let labels = clauses.iter().map(|at| self.notes[*at].label);
            html.raw("s").number(self.stacks.number(labels.collect()));
        }
        let mut words = words.into_iter();
        if let Some(first) = words.next() {
            html.raw(if clauses.is_empty() { "" } else { " " });
            self.underline(html, first);
        }
        html.raw("\"").attr("title", &title).raw(">");
        let inner: Vec<usize> = words.collect();
        for word in &inner {
            html.raw("<span class=\"");
            self.underline(html, *word);
            html.raw("\">");
        }
        html.text(piece);
        for _ in &inner {
            html.raw("</span>");
        }
        html.raw("</mark>");
    }

    fn underline(&self, html: &mut Markup, note: usize) {
        html.raw("u u").number(self.notes[note].label);
        html.raw(" o").number(self.lanes[note]);
    }

    /// The sign after a span, a link to its note.
    fn sign(&self, html: &mut Markup, at: usize) {
        let note = self.notes[at];
        html.raw("<a class=\"r i").number(note.label);
        if note.row.anchor == AnchorState::Moved {
            html.raw(" moved");
        }
        html.raw("\" id=\"m").number(note.number);
        html.raw("\" href=\"#n")
            .number(note.number)
            .raw("\" role=\"doc-noteref\"");
        html.attr("aria-label", &self.spoken[at]);
        html.attr("data-sign", &note.sign).raw("></a>");
    }
}

/// Whether the first paragraph is the article's title, so that the page need not repeat it.
pub fn is_title(article: &Article) -> bool {
    let first = paragraphs(&article.text).into_iter().next();
    first.is_some_and(|range| {
        let line = article.text.slice(range).trim();
        line.trim_start_matches(['#', ' ']) == article.title().trim()
    })
}
