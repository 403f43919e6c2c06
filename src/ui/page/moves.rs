//! Where the caret goes: pure functions of text and selection.

use unicode_segmentation::GraphemeCursor;

use crate::session::Selection;
use crate::text::{
    SourceText, TextRange, next_sentence, next_word, previous_sentence, previous_word, sentence_at,
};

/// Forwards or back through the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the start.
    Back,
    /// Towards the end.
    Forth,
}

/// The nearest border of grapheme clusters at or before a byte.
pub fn floor_grapheme(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => byte,
    }
}

/// One grapheme cluster further.
pub fn grapheme(text: &str, byte: usize, way: Way) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    let (next, end) = match way {
        Way::Back => (cursor.prev_boundary(text, 0), 0),
        Way::Forth => (cursor.next_boundary(text, 0), text.len()),
    };
    next.ok().flatten().unwrap_or(end)
}

/// One word further.
pub fn word(text: &SourceText, byte: usize, way: Way) -> usize {
    match way {
        Way::Back => previous_word(text, byte),
        Way::Forth => next_word(text, byte),
    }
}

/// The sentence to select next: from a caret, the one that it is in; from a selection, the one after
/// or before.
pub fn sentence(text: &SourceText, selection: Selection, way: Way) -> Option<TextRange> {
    let range = selection.range(text);
    if range.is_empty()
        && let Some(here) = sentence_at(text, range.start())
    {
        return Some(here);
    }
    let found = match way {
        Way::Forth => {
            let last = text.as_str()[range.bytes()].chars().next_back();
            let last = range.end() - last.map_or(0, char::len_utf8);
            let inside = sentence_at(text, last).map_or(last, |sentence| sentence.start());
            next_sentence(text, inside.max(range.start()))
        }
        Way::Back => {
            let start = sentence_at(text, range.start());
            let start = start.map_or(range.start(), |s| s.start().min(range.start()));
            previous_sentence(text, start)
        }
    };
    found.filter(|sentence| !sentence.is_empty())
}

/// The moving end of a selection, one sentence further.
pub fn extend_by_sentence(text: &SourceText, selection: Selection, way: Way) -> usize {
    let Selection { anchor, head } = selection;
    match way {
        Way::Forth if head >= anchor => {
            let here = sentence_at(text, head).filter(|sentence| sentence.end() > head);
            let next = here.or_else(|| next_sentence(text, head));
            next.map_or(head, |sentence| sentence.end().max(head))
        }
        Way::Forth => {
            let next = next_sentence(text, head);
            next.map_or(anchor, |sentence| sentence.start().min(anchor))
        }
        Way::Back if head <= anchor => {
            let before = previous_sentence(text, head);
            before.map_or(0, |sentence| sentence.start())
        }
        Way::Back => {
            // The sentence that holds the end is given up.
            let last = previous_sentence(text, head).map_or(0, |sentence| sentence.start());
            let before = previous_sentence(text, last);
            before.map_or(anchor, |sentence| sentence.end().max(anchor))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Un chat dort. Il rêve.\n\nLa pluie tombe. Fin.";

    fn text() -> SourceText {
        SourceText::new(TEXT)
    }

    fn at(needle: &str) -> usize {
        TEXT.find(needle).unwrap()
    }

    #[track_caller]
    fn steps(from: Selection, way: Way, expected: &[&str]) {
        let text = text();
        let mut selection = from;
        for expected in expected {
            let found = sentence(&text, selection, way).unwrap();
            assert_eq!(text.slice(found), *expected);
            selection = Selection::of(found);
        }
    }

    #[test]
    fn sentences_follow_one_another() {
        steps(
            Selection::caret(at("chat")),
            Way::Forth,
            &["Un chat dort.", "Il rêve.", "La pluie tombe.", "Fin."],
        );
        steps(
            Selection::caret(TEXT.len()),
            Way::Back,
            &["Fin.", "La pluie tombe.", "Il rêve.", "Un chat dort."],
        );
        // From a word, not the sentence around it but the next one.
        let word = Selection {
            anchor: at("chat"),
            head: at(" dort"),
        };
        steps(word, Way::Forth, &["Il rêve."]);
        let last = Selection::of(text().clamp(at("Fin.")..TEXT.len()));
        assert_eq!(sentence(&text(), last, Way::Forth), None);
    }

    #[test]
    fn selections_grow_and_shrink_by_sentences() {
        let text = text();
        let start = Selection::of(text.clamp(0..at(" Il")));
        let more = extend_by_sentence(&text, start, Way::Forth);
        assert_eq!(&TEXT[..more], "Un chat dort. Il rêve.");
        let longer = Selection {
            anchor: 0,
            head: more,
        };
        let more = extend_by_sentence(&text, longer, Way::Forth);
        assert_eq!(more, at(" Fin."));
        let less = extend_by_sentence(
            &text,
            Selection {
                anchor: 0,
                head: more,
            },
            Way::Back,
        );
        assert_eq!(less, longer.head);
        let back = Selection {
            anchor: at("La"),
            head: at("La"),
        };
        assert_eq!(extend_by_sentence(&text, back, Way::Back), at("Il"));
    }

    #[test]
    fn carets_stay_between_grapheme_clusters() {
        let text = "e\u{301}👩‍👩‍👧x";
        let family = grapheme(text, 0, Way::Forth);
        assert_eq!(family, 3);
        assert_eq!(grapheme(text, family, Way::Forth), text.len() - 1);
        assert_eq!(floor_grapheme(text, family + 5), family);
        assert_eq!(grapheme(text, text.len(), Way::Forth), text.len());
        assert_eq!(grapheme("", 0, Way::Back), 0);
    }
}
