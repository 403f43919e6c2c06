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
    /// Where the notes' spans are; they ascend by their ends.
    ranges: &'a [TextRange],
    segments: &'a [Segment],
    /// The first segment that does not end before here.
    segment: usize,
    /// The first note whose sign is not written yet.
    sign: usize,
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
    let segments = segments(&ranges);
    let mut walk = Walk {
        ranges: &ranges,
        segments: &segments,
        segment: 0,
        sign: 0,
        article: input.article,
        spoken: spoken.collect(),
        lanes: underline_lanes(&notes, &ranges, labels),
        notes,
        labels,
        stacks: Stacks::default(),
    };
    walk.run(html);
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
    fn run(&mut self, html: &mut Markup) {
        let text = &self.article.text;
        let paragraphs = paragraphs(text);
        let mut at = 0;
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let between = &text.as_str()[at..paragraph.start()];
            html.text(between);
            let closing = self.open(html, number, between);
            self.signs_up_to(html, paragraph.start());
            self.words(html, *paragraph);
            // A span that ends in the white space after a paragraph has its sign at the paragraph's end.
            let next = paragraphs.get(number + 1);
            self.signs_up_to(html, next.map_or(text.len(), |next| next.start()));
            html.raw(closing);
            at = paragraph.end();
        }
        html.text(&text.as_str()[at..]);
        if self.sign < self.notes.len() {
            html.raw("<p>");
            self.signs_up_to(html, text.len());
            html.raw("</p>");
        }
    }

    /// The words of a paragraph, every stretch marked with the spans over it.
    fn words(&mut self, html: &mut Markup, paragraph: TextRange) {
        let segments = self.segments;
        let mut at = paragraph.start();
        while at < paragraph.end() {
            let over = segments[self.segment..].iter();
            self.segment += over.take_while(|s| s.range.end() <= at).count();
            let (end, active) = match segments.get(self.segment) {
                Some(here) if here.range.start() <= at => (here.range.end(), &here.active[..]),
                Some(ahead) => (ahead.range.start(), &[][..]),
                None => (paragraph.end(), &[][..]),
            };
            let end = end.min(paragraph.end());
            let piece = &self.article.text.as_str()[at..end];
            if active.is_empty() {
                html.text(piece);
            } else {
                self.marked(html, piece, active);
            }
            // Every span ends where a segment does, so no sign is passed over.
            self.signs_up_to(html, end);
            at = end;
        }
    }

    fn signs_up_to(&mut self, html: &mut Markup, byte: usize) {
        while self.sign < self.notes.len() && self.ranges[self.sign].end() <= byte {
            self.sign(html, self.sign);
            self.sign += 1;
        }
    }

    /// Opens a paragraph, a heading for the first one where it is the title; returns what closes it.
    /// One blank line before it is usual; none brings it closer, more set it apart.
    fn open(&self, html: &mut Markup, number: usize, before: &str) -> &'static str {
        let heading = number == 0 && is_title(self.article);
        html.raw(if heading { "<h1" } else { "<p" });
        html.raw(" id=\"p").number(number + 1);
        html.raw("\" dir=\"auto\"");
        match before.matches('\n').count() {
            _ if number == 0 => {}
            0 | 1 => {
                html.raw(" class=\"close\"");
            }
            2 => {}
            _ => {
                html.raw(" class=\"far\"");
            }
        }
        html.raw(">");
        if heading { "</h1>" } else { "</p>" }
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
