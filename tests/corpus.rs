//! Segmentation and offsets on five real articles with a reference reading of three of them.
//!
//! Runs only where `POSTIL_CORPUS` names the folder that holds them.

mod common;

use std::path::Path;

use postil::text::{
    CharRange, Granularity, SourceText, TextRange, next_word, paragraphs, sentences, snap,
    trim_edges, word_at,
};
use serde_json::Value;

fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("the article can be read");
    String::from_utf8(bytes).expect("the article is UTF-8")
}

fn texts(corpus: &Path) -> Vec<(String, SourceText)> {
    common::articles(corpus)
        .into_iter()
        .map(|path| {
            let name = path.file_name().expect("a file has a name");
            (
                name.to_string_lossy().into_owned(),
                SourceText::new(&read(&path)),
            )
        })
        .collect()
}

/// Every word of a text, by steps of the caret.
fn words(text: &SourceText) -> Vec<TextRange> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = next_word(text, at);
        let (last, _) = text.as_str()[..at]
            .char_indices()
            .next_back()
            .expect("a step goes forward");
        words.extend(word_at(text, last));
    }
    words
}

#[track_caller]
fn assert_covers(text: &SourceText, parts: &[TextRange], what: &str) {
    let mut at = 0;
    for part in parts {
        let between = &text.as_str()[at..part.start()];
        assert!(between.trim().is_empty(), "{what} leave out {between:?}");
        at = part.end();
    }
    assert!(text.as_str()[at..].trim().is_empty(), "{what} end early");
}

#[test]
fn articles_are_held_as_they_were_written() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for path in common::articles(&corpus) {
        let written = read(&path);
        assert_eq!(SourceText::new(&written).as_str(), written, "{path:?}");
    }
}

#[test]
fn paragraphs_and_sentences_cover_every_article() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for (name, text) in texts(&corpus) {
        let paragraphs = paragraphs(&text);
        assert_covers(&text, &paragraphs, &format!("{name}: paragraphs"));
        let found = sentences(&text, text.whole());
        assert_covers(&text, &found, &format!("{name}: sentences"));
        for sentence in &found {
            let held = paragraphs.iter().filter(|one| one.contains(*sentence));
            assert_eq!(held.count(), 1, "{name}: {:?}", text.slice(*sentence));
        }
        let by_paragraph: Vec<TextRange> = paragraphs
            .iter()
            .flat_map(|paragraph| sentences(&text, *paragraph))
            .collect();
        assert_eq!(by_paragraph, found, "{name}");
    }
}

/// The sentences were read one by one; another count is a change to look at.
#[test]
fn articles_have_the_sentences_that_were_read() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    let counts: Vec<usize> = texts(&corpus)
        .iter()
        .map(|(_, text)| sentences(text, text.whole()).len())
        .collect();
    assert_eq!(counts, [34, 14, 110, 35, 30]);
}

#[test]
fn offsets_of_sentences_and_words_convert_there_and_back() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for (name, text) in texts(&corpus) {
        let mut ranges = sentences(&text, text.whole());
        ranges.extend(words(&text));
        assert!(ranges.len() > 300, "{name}: {} ranges", ranges.len());
        for range in ranges {
            let there = (text.to_chars(range), text.to_utf16(range));
            assert_eq!(text.from_chars(there.0), Ok(range), "{name}");
            assert_eq!(text.from_utf16(there.1), Ok(range), "{name}");
        }
    }
}

/// One passage of the reference reading.
struct Passage {
    id: String,
    text: SourceText,
    quote: String,
    chars: CharRange,
    bytes: std::ops::Range<usize>,
}

impl Passage {
    fn range(&self) -> TextRange {
        self.text.from_chars(self.chars).expect("offsets in bounds")
    }
}

/// The reference reading: 88 passages.
fn passages(corpus: &Path) -> Vec<Passage> {
    let texts = texts(corpus);
    let listed = read(&corpus.join("data/reference_annotations.json"));
    let listed: Vec<Value> = serde_json::from_str(&listed).expect("a list of annotations");
    let passages: Vec<Passage> = listed
        .iter()
        .map(|one| {
            let string = |key: &str| one[key].as_str().expect(key).to_owned();
            let number = |key: &str| {
                let number = one[key].as_u64().expect(key);
                usize::try_from(number).expect(key)
            };
            let file = string("file");
            let text = texts.iter().find(|(name, _)| *name == file);
            Passage {
                id: string("id"),
                text: text.expect("an article of the corpus").1.clone(),
                quote: string("quote"),
                chars: CharRange {
                    start: number("start_char"),
                    end: number("end_char"),
                },
                bytes: number("start_byte")..number("end_byte"),
            }
        })
        .collect();
    assert_eq!(passages.len(), 88);
    passages
}

#[test]
fn reference_offsets_lead_to_their_quotes() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for passage in passages(&corpus) {
        let range = passage.range();
        assert_eq!(passage.text.slice(range), passage.quote, "{}", passage.id);
        assert_eq!(range.bytes(), passage.bytes, "{}", passage.id);
    }
}

#[test]
fn snapping_a_reference_passage_loses_no_letter() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for passage in passages(&corpus) {
        let range = passage.range();
        let snapped = snap(&passage.text, range, Granularity::Word);
        let lost = [
            range.start()..snapped.start().max(range.start()),
            snapped.end().min(range.end())..range.end(),
        ];
        for lost in lost {
            let lost = &passage.text.as_str()[lost];
            assert!(
                !lost.contains(char::is_alphanumeric),
                "{} loses {lost:?}",
                passage.id
            );
        }
        assert_eq!(passage.text.slice(snapped), passage.quote, "{}", passage.id);
    }
}

#[test]
fn the_reference_has_clean_edges() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    for passage in passages(&corpus) {
        let trimmed = trim_edges(&passage.text, passage.range());
        assert_eq!(passage.text.slice(trimmed), passage.quote, "{}", passage.id);
    }
}
