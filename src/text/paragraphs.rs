//! Paragraphs (lines with words in them) and blocks (what the document view lays out).

use std::ops::Range;

use super::range::TextRange;
use super::source::SourceText;
use super::words::grapheme_start;

/// Longest block in bytes: a line longer than this is cut, at a space where there is one.
pub const MAX_BLOCK: usize = 4096;

/// The paragraphs of a text: its lines that hold more than white space, without their line end.
pub fn paragraphs(text: &SourceText) -> Vec<TextRange> {
    lines(text.as_str())
        .filter(|line| !text.as_str()[line.clone()].trim().is_empty())
        .map(TextRange::checked)
        .collect()
}

/// The whole text cut for layout: every line, empty ones too, without its line end, long ones cut at
/// [`MAX_BLOCK`] bytes. Blocks ascend and never overlap; only line ends lie between them.
pub fn blocks(text: &SourceText) -> Vec<TextRange> {
    let mut blocks = Vec::new();
    for line in lines(text.as_str()) {
        let mut start = line.start;
        while line.end - start > MAX_BLOCK {
            let cut = cut_before(text.as_str(), start, start + MAX_BLOCK);
            blocks.push(TextRange::checked(start..cut));
            start = cut;
        }
        blocks.push(TextRange::checked(start..line.end));
    }
    blocks
}

/// Every line without its LF; a final LF does not open another line, but an empty text has one.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let mut start = 0;
    body.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// The best place to cut at or before `limit`: after a space in the last quarter, else between
/// grapheme clusters.
fn cut_before(text: &str, start: usize, limit: usize) -> usize {
    let limit = text.floor_char_boundary(limit);
    let from = text.floor_char_boundary(limit - MAX_BLOCK / 4);
    if let Some(space) = text[from..limit].rfind(' ') {
        return from + space + 1;
    }
    match grapheme_start(text, limit) {
        cut if cut > start => cut,
        _ => limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let source = SourceText::new(text);
        paragraphs(&source)
            .into_iter()
            .map(|p| source.slice(p).to_owned())
            .collect()
    }

    #[test]
    fn blank_lines_are_no_paragraphs() {
        assert_eq!(shown("\n\u{a0}\nUn.\n\nDeux.\n\n\n"), ["Un.", "Deux."]);
        assert!(shown("").is_empty());
    }

    proptest! {
        #[test]
        fn blocks_hold_all_text_but_line_ends(text in "([a-zé😀 ]{0,40}\n?){0,300}", long in 0usize..20000) {
            let text = SourceText::new(&format!("{text}{}", "x".repeat(long)));
            let blocks = blocks(&text);
            let mut at = 0;
            for block in &blocks {
                prop_assert!(block.len() <= MAX_BLOCK);
                let between = &text.as_str()[at..block.start()];
                prop_assert!(between.is_empty() || between == "\n");
                at = block.end();
            }
            let tail = &text.as_str()[at..];
            prop_assert!(tail.is_empty() || tail == "\n");
        }
    }
}
