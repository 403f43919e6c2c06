//! Sentences, French and English.
//!
//! A line is cut at its stops: the full stops, question marks and ellipses that we know, and, for other
//! scripts, the breaks of UAX #29. Whether a stop ends its sentence is decided from what stands close
//! around it ([`Line::next_start`]), never from what came long before, so that the middle of a text can
//! be cut without reading it from its start. Decisions err towards too few breaks.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::abbreviations::{
    ARTICLES, NEVER_LAST, NUMBER_WORDS, REFERENCES, STARTERS, TIME_WORDS, TITLES, is_dotted,
    is_initial, is_single_capital,
};
use super::range::TextRange;
use super::source::SourceText;
use super::words::{is_grapheme_border, window};

/// Bytes looked at on either side of a place: [`sentence_at`] cuts a longer sentence there.
const REACH: usize = 8 * 1024;

/// Bytes looked back for the opening of a parenthesis.
const ASIDE: usize = 512;

/// Code points looked ahead for the first letter of a sentence.
const AHEAD: usize = 32;

/// The sentences of a passage that holds whole paragraphs, in order, without white space at their edges.
///
/// They hold every character of the passage that is not white space. A line end always ends one.
pub fn sentences(text: &SourceText, within: TextRange) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut line_start = within.start();
    for line in text.slice(within).split('\n') {
        let pieces = Line::whole(line).sentences();
        found.extend(pieces.into_iter().map(|piece| shifted(piece, line_start)));
        line_start += line.len() + 1;
    }
    found
}

/// The sentence that holds a byte, or the next one of its paragraph, or at its end the last one;
/// `None` on a blank line.
///
/// Looks at most 8 kB to either side, whatever the length of the line: a sentence that goes on beyond
/// is cut there, at a space if there is one.
pub fn sentence_at(text: &SourceText, byte: usize) -> Option<TextRange> {
    View::around(text.as_str(), byte).sentence()
}

/// The first sentence that starts after a byte; blank lines are skipped.
///
/// From a selected sentence, ask with its start. Cut like [`sentence_at`].
pub fn next_sentence(text: &SourceText, byte: usize) -> Option<TextRange> {
    let current = sentence_at(text, byte);
    if current.is_some_and(|sentence| sentence.start() > byte) {
        return current;
    }
    let text = text.as_str();
    let from = current.map_or(byte, |sentence| sentence.end().max(byte));
    let from = text.ceil_char_boundary(from);
    let start = text.len() - text[from..].trim_start().len();
    // What stands before tells which scripts the line has. Only where the sentence goes on beyond
    // reach must it be left out of sight.
    match View::around(text, start).sentence() {
        Some(next) if next.start() == start => Some(next),
        _ => View::onwards(text, start).sentence(),
    }
}

/// The last sentence that starts before a byte, which may be the one that holds it; blank lines are
/// skipped.
///
/// Cut like [`sentence_at`].
pub fn previous_sentence(text: &SourceText, byte: usize) -> Option<TextRange> {
    let before = &text.as_str()[..text.as_str().floor_char_boundary(byte)];
    let (last, _) = before.trim_end().char_indices().next_back()?;
    sentence_at(text, last)
}

/// Where the sentence around a byte starts, if that is within reach.
pub(super) fn whole_start(text: &str, byte: usize) -> Option<usize> {
    let view = View::around(text, byte);
    let sentence = view.sentence()?;
    let is_first = text[view.seen.start..sentence.start()].trim().is_empty();
    (!view.cut_before || !is_first).then_some(sentence.start())
}

/// Where the sentence around a byte ends, if that is within reach.
pub(super) fn whole_end(text: &str, byte: usize) -> Option<usize> {
    let view = View::around(text, byte);
    let sentence = view.sentence()?;
    let is_last = text[sentence.end()..view.seen.end].trim().is_empty();
    (!view.cut_after || !is_last).then_some(sentence.end())
}

/// What is seen of the line around a place.
struct View<'a> {
    text: &'a str,
    /// The place: a code point border within `seen`.
    at: usize,
    seen: Range<usize>,
    /// Whether the line has more before `seen`.
    cut_before: bool,
    /// Whether the line has more after `seen`.
    cut_after: bool,
}

impl<'a> View<'a> {
    fn around(text: &'a str, byte: usize) -> Self {
        let at = text.floor_char_boundary(byte);
        let near = window(text, at, REACH);
        let line_start = text[near.start..at].rfind('\n');
        let line_end = text[at..near.end].find('\n');
        let start = line_start.map_or(near.start, |end| near.start + end + 1);
        let end = line_end.map_or(near.end, |length| at + length);
        Self {
            text,
            at,
            cut_before: start > 0 && !text[..start].ends_with('\n'),
            cut_after: end < text.len() && !text[end..].starts_with('\n'),
            seen: start..end,
        }
    }

    /// From the start of a sentence on: what stands before it on its line is not looked at.
    fn onwards(text: &'a str, start: usize) -> Self {
        let around = Self::around(text, start);
        let is_line_start = text[around.seen.start..start].trim().is_empty();
        Self {
            cut_before: around.cut_before || !is_line_start,
            seen: start..around.seen.end,
            ..around
        }
    }

    /// The sentence at the place, as far as it is seen.
    fn sentence(&self) -> Option<TextRange> {
        let seen = &self.text[self.seen.clone()];
        let line = if self.cut_before {
            Line::middle(seen)
        } else {
            Line::whole(seen)
        };
        let at = self.at - self.seen.start;
        let pieces = line.sentences();
        let holds = pieces.iter().find(|piece| at < piece.end);
        let piece = holds.or(pieces.last())?.clone();
        Some(shifted(piece, self.seen.start))
    }
}

fn shifted(piece: Range<usize>, by: usize) -> TextRange {
    TextRange::checked(piece.start + by..piece.end + by)
}

/// A line or what is seen of it.
struct Line<'a> {
    text: &'a str,
    /// Where the first word of the line is, if `text` begins where the line does.
    first: Option<usize>,
}

impl<'a> Line<'a> {
    fn whole(text: &'a str) -> Self {
        let first = text.len() - text.trim_start().len();
        Self {
            text,
            first: Some(first),
        }
    }

    fn middle(text: &'a str) -> Self {
        Self { text, first: None }
    }

    /// The sentences of the line, in order.
    fn sentences(&self) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut start = self.skip_white(0);
        let (mut has_words, mut checked) = (false, start);
        for stop in stops(self.text) {
            has_words |= has_word(self.text.get(checked..stop.end).unwrap_or_default());
            checked = checked.max(stop.end);
            // Dots or dashes alone are no sentence: they stay with what follows them.
            if !has_words {
                continue;
            }
            if let Some(next) = self.next_start(start, &stop) {
                pieces.push(start..start + self.text[start..next].trim_end().len());
                (start, has_words, checked) = (next, false, next);
            }
        }
        let rest = start..start + self.text[start..].trim_end().len();
        match pieces.last_mut() {
            // A closing emoji or dash stays with what stands before it.
            Some(last) if !has_word(&self.text[rest.clone()]) => last.end = last.end.max(rest.end),
            _ if rest.is_empty() => {}
            _ => pieces.push(rest),
        }
        pieces
    }

    /// Where the sentence after a stop starts; `None` when the one from `start` goes on over the stop.
    fn next_start(&self, start: usize, stop: &Stop) -> Option<usize> {
        let closed = self.closed(start, stop);
        let next = self.skip_white(closed);
        if next == self.text.len() || !is_grapheme_border(self.text, next) {
            return None;
        }
        let ends = match stop.kind {
            StopKind::Separator => true,
            _ => {
                (next > closed || self.may_be_glued(next, stop.kind))
                    && !self.text[next..].starts_with(CONTINUING)
                    && !self.is_in_aside(start, stop.end..closed)
                    && self.may_start(start, stop, next)
            }
        };
        ends.then_some(next)
    }

    /// Whether the words after a stop look like those of a new sentence.
    fn may_start(&self, start: usize, stop: &Stop, next: usize) -> bool {
        let opening = Opening::of(&self.text[next..]);
        match (stop.kind, opening) {
            (StopKind::Separator, _) => true,
            (StopKind::FullStop, Opening::Aside) => !self.is_abbreviation(start, stop.start, next),
            (_, Opening::Lower | Opening::Aside) => false,
            (StopKind::Ellipsis, _) => matches!(opening, Opening::Upper | Opening::Quoted),
            (StopKind::FullStop, _) => !self.is_abbreviation(start, stop.start, next),
            (StopKind::Mark | StopKind::Foreign, _) => true,
        }
    }

    /// The end of the closing marks that belong to the sentence before a stop: `. »`, `.”`, `!)`.
    fn closed(&self, start: usize, stop: &Stop) -> usize {
        let mut end = stop.end;
        loop {
            let rest = &self.text[end..];
            let spaces = rest.len() - rest.trim_start().len();
            let mut chars = rest[spaces..].chars();
            let Some(mark) = chars.next() else {
                return end;
            };
            let closes = if spaces == 0 {
                CLOSING.contains(&mark) || CLOSING_CLOSE_BY.contains(&mark)
            } else {
                // `. »Nein` opens a quotation, as German does it.
                let leads_in = chars.next().is_some_and(char::is_alphanumeric);
                let closes = CLOSING.contains(&mark)
                    || mark == '"' && odd_quotes(tail(&self.text[start..stop.end]));
                closes && !leads_in
            };
            if closes {
                end += spaces + mark.len_utf8();
            } else if let Some(length) = note_number(rest) {
                end += length;
            } else {
                return end;
            }
        }
    }

    /// Whether a sentence may start at `next` though no space stands before it.
    fn may_be_glued(&self, next: usize, kind: StopKind) -> bool {
        let first = self.text[next..].chars().next();
        first.is_some_and(|c| match kind {
            StopKind::Foreign => true,
            // `你好!你好` but not `Yahoo!Japan`
            StopKind::Mark if c.is_alphabetic() => !c.is_lowercase() && !c.is_uppercase(),
            _ => matches!(c, '«' | '“'),
        })
    }

    /// Whether the marks closed after a stop end a parenthesis opened within the sentence.
    fn is_in_aside(&self, start: usize, closed: Range<usize>) -> bool {
        let marks = &self.text[closed.clone()];
        let before = tail(&self.text[start..closed.start]);
        // One that opens the sentence ends with it.
        let opened_within = |open| before.rfind(open).is_some_and(|at| has_word(&before[..at]));
        marks.contains(')') && opened_within('(') || marks.contains(']') && opened_within('[')
    }

    /// Whether the full stop at `stop` belongs to the word before it, given what follows at `next`.
    fn is_abbreviation(&self, start: usize, stop: usize, next: usize) -> bool {
        let before = &self.text[start..stop];
        if self.first == Some(start) && is_numbering(before) {
            return true;
        }
        let token = last_token(before);
        let previous = last_token(before[..before.len() - token.len()].trim_end());
        let following = Following::of(&self.text[next..]);
        let lower = token.to_lowercase();
        if is_title(token, &following) || NEVER_LAST.contains(&lower.as_str()) {
            return true;
        }
        if REFERENCES.contains(&lower.as_str()) {
            return following.is_number();
        }
        match lower.as_str() {
            "ex" => previous == "p.",
            "etc" => following.is_lower(),
            "a.m" | "p.m" => following.is_lower() || following.continues_time(),
            // `e.g`, `i.e`
            _ if is_dotted(token) && token == lower => true,
            // `av. J.-C.` ends sentences, `J.-C. Dupont` does not.
            _ if is_initial(token) => {
                !matches!(previous, "av." | "apr.") && !following.starts_sentence()
            }
            _ => false,
        }
    }

    fn skip_white(&self, from: usize) -> usize {
        self.text.len() - self.text[from..].trim_start().len()
    }
}

/// Marks that end sentences, in a row.
struct Stop {
    start: usize,
    end: usize,
    kind: StopKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    FullStop,
    /// `…`, `...`
    Ellipsis,
    /// `?`, `!`, also among dots
    Mark,
    /// What only UAX #29 knows to end a sentence.
    Foreign,
    /// U+0085, U+2028 or U+2029.
    Separator,
}

const TERMINATORS: [char; 9] = ['.', '!', '?', '…', '‽', '‼', '⁇', '⁈', '⁉'];

/// Closing marks that belong to the sentence before them, also after a space.
const CLOSING: [char; 7] = ['»', '”', '›', ')', ']', '}', '）'];

/// Those that may also open or be something else, as the emphasis of Markdown: only where no space
/// stands before them.
const CLOSING_CLOSE_BY: [char; 11] = ['"', '\'', '’', '“', '‘', '¹', '²', '³', '」', '*', '_'];

/// No sentence starts with these.
const CONTINUING: [char; 13] = [
    ',', ';', ':', ')', ']', '}', '»', '”', '›', '%', '!', '?', '.',
];

/// Every stop of a line, ascending.
fn stops(line: &str) -> Vec<Stop> {
    let mut stops = own_stops(line);
    stops.extend(foreign_stops(line));
    stops.sort_by_key(|stop| stop.end);
    stops
}

fn own_stops(line: &str) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for (start, mark) in line.match_indices(TERMINATORS) {
        let end = start + mark.len();
        match stops.last_mut() {
            Some(last) if last.end == start => {
                last.end = end;
                last.kind = kind_of(&line[last.start..end]);
            }
            _ => stops.push(Stop {
                start,
                end,
                kind: kind_of(mark),
            }),
        }
    }
    stops
}

fn kind_of(marks: &str) -> StopKind {
    if marks == "." {
        StopKind::FullStop
    } else if marks.chars().all(|c| matches!(c, '.' | '…')) {
        StopKind::Ellipsis
    } else {
        StopKind::Mark
    }
}

/// The breaks of UAX #29 at marks that are not ours.
fn foreign_stops(line: &str) -> Vec<Stop> {
    let mut stops = Vec::new();
    if line.chars().all(is_familiar) {
        return stops;
    }
    for (start, piece) in line.split_sentence_bound_indices() {
        if start + piece.len() == line.len() {
            break;
        }
        let body = piece.trim_end();
        let is_separated = piece[body.len()..].contains(['\u{85}', '\u{2028}', '\u{2029}']);
        let inner = body.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(&c));
        if is_separated || !inner.ends_with(TERMINATORS) {
            let end = start + if is_separated { body } else { inner }.len();
            stops.push(Stop {
                start: end,
                end,
                kind: if is_separated {
                    StopKind::Separator
                } else {
                    StopKind::Foreign
                },
            });
        }
    }
    stops
}

/// Whether a character is of a block whose only marks that end sentences are ours: Latin letters, their
/// accents and punctuation. Most articles have no other, and are spared the second reading.
fn is_familiar(c: char) -> bool {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => false,
        _ => c < '\u{370}' || ('\u{2000}'..='\u{20CF}').contains(&c),
    }
}

/// How the words after a stop begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A quotation mark first, then a letter or digit.
    Quoted,
    /// A capital, or a letter of a script without capitals.
    Upper,
    Lower,
    /// A parenthesis that does not open with a capital.
    Aside,
    Digit,
    /// No letter nearby.
    None,
}

impl Opening {
    fn of(rest: &str) -> Self {
        let is_quoted = rest.starts_with(['«', '“', '„', '‹'])
            || rest
                .strip_prefix(['"', '‘'])
                .is_some_and(|inner| !inner.starts_with(char::is_whitespace));
        if is_quoted {
            return Self::Quoted;
        }
        let is_aside = rest.starts_with(['(', '[']);
        let mut letters = rest
            .chars()
            .take(AHEAD)
            .skip_while(|c| !c.is_alphanumeric());
        match letters.next() {
            None => Self::None,
            Some(c) if c.is_numeric() => Self::Digit,
            // `iPhone`, `eBay`
            Some(c) if c.is_lowercase() && !letters.next().is_some_and(char::is_uppercase) => {
                if is_aside {
                    Self::Aside
                } else {
                    Self::Lower
                }
            }
            Some(_) => Self::Upper,
        }
    }
}

/// The words after an abbreviation.
struct Following<'a> {
    /// Whether a quotation mark stands before them.
    is_quoted: bool,
    word: &'a str,
    /// What comes after `word`.
    rest: &'a str,
}

impl<'a> Following<'a> {
    fn of(text: &'a str) -> Self {
        let text = text
            .char_indices()
            .nth(2 * AHEAD)
            .map_or(text, |(end, _)| &text[..end]);
        let is_outside = |c: char| !c.is_alphanumeric();
        let lead = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let (before, words) = text.split_at(lead);
        let (word, rest) = words.split_at(words.find(is_outside).unwrap_or(words.len()));
        Self {
            is_quoted: before.contains(['«', '“', '"', '—', '–']),
            word,
            rest,
        }
    }

    /// Whether they can be what an abbreviated `art.` or `vol.` refers to.
    fn is_number(&self) -> bool {
        let is_short_capital = is_single_capital(self.word) && self.rest.starts_with(['.', '-']);
        let is_roman = self.word != "I"
            && !self.rest.starts_with(['\'', '’'])
            && self.word.chars().all(|c| "IVXLCM".contains(c));
        !self.is_quoted
            && (self.word.starts_with(char::is_numeric)
                || is_short_capital
                || is_roman
                || NUMBER_WORDS.contains(&self.word))
    }

    fn is_in_capitals(&self) -> bool {
        self.word.chars().count() > 1 && self.word.chars().all(char::is_uppercase)
    }

    fn is_lower(&self) -> bool {
        self.word.starts_with(char::is_lowercase)
    }

    /// Whether the time of day goes on: `p.m. Monday`, `a.m. EST`.
    fn continues_time(&self) -> bool {
        TIME_WORDS.contains(&self.word)
    }

    /// Whether they start a sentence for sure, as no name begins so.
    fn starts_sentence(&self) -> bool {
        let next = self.rest.trim_start_matches(['\'', '’']).trim_start();
        let is_article = ARTICLES.contains(&self.word)
            && (self.rest.len() > next.len())
            && next.starts_with(char::is_lowercase);
        self.is_quoted || is_article || STARTERS.contains(&self.word)
    }
}

/// The last word before a stop, with the dots and hyphens in it, without an elided word before it.
fn last_token(before: &str) -> &str {
    let is_inside =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '\u{2011}' | '°' | '&');
    let token = before
        .char_indices()
        .rev()
        .take(AHEAD)
        .take_while(|(_, c)| is_inside(*c))
        .last();
    token.map_or("", |(start, _)| &before[start..])
}

/// Whether a word is a title before the name that follows, also in a line of capitals: `PORT ST. IVES`.
fn is_title(token: &str, following: &Following<'_>) -> bool {
    let in_capitals = |title: &&str| title.to_uppercase() == token;
    TITLES.contains(&token) || following.is_in_capitals() && TITLES.iter().any(in_capitals)
}

/// The number of an item at the start of a paragraph: `1`, `1.2`, `a`, `IV`.
fn is_numbering(before: &str) -> bool {
    if before.len() > AHEAD {
        return false;
    }
    let number = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_decimal = number
        .split('.')
        .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_roman = number.len() <= 4 && number.chars().all(|c| "IVXLC".contains(c));
    let is_letter = number.len() == 1 && number.chars().all(char::is_alphabetic);
    is_decimal || is_letter || is_roman && !number.is_empty()
}

/// Bytes of a note number close after a stop: `[12]`.
fn note_number(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// The last [`ASIDE`] bytes of a text.
fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(ASIDE))..]
}

fn odd_quotes(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_very_long_line_only_a_window_is_seen() {
        let text = "Il est venu, dit-on, à midi. ".repeat(40_000);
        for byte in [0, text.len() / 3, text.len()] {
            let seen = View::around(&text, byte).seen;
            assert!(seen.contains(&byte.min(text.len() - 1)) && seen.len() <= 2 * REACH + 8);
        }
    }
}
