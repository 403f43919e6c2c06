//! [`PlaceMap`]: where the places of an old text are in a new one, by the words that both have.

use std::sync::Arc;

use super::changes::Changes;
use super::tokens::Vocabulary;
use crate::text::SourceText;

/// Where the places of an old text are in a new one: for a selection or a line in sight, which need not
/// be sure. Marks are found by their anchors.
#[derive(Clone, Debug)]
pub struct PlaceMap {
    old_hash: Arc<str>,
    /// First byte and length of a word in the old text, and the same in the new one; in order.
    words: Vec<[usize; 4]>,
    new_length: usize,
}

impl PlaceMap {
    /// Compares two texts. Long work: for a job.
    pub fn new(old: &SourceText, new: &SourceText) -> Self {
        let mut vocabulary = Vocabulary::default();
        let old_words = vocabulary.read(old.as_str());
        let new_words = vocabulary.read(new.as_str());
        let changes = Changes::new(&old_words, &new_words);
        let words = old_words.iter().enumerate().filter_map(|(at, word)| {
            let same = new_words.get(changes.of(at)?)?;
            Some([
                word.start,
                word.end - word.start,
                same.start,
                same.end - same.start,
            ])
        });
        Self {
            old_hash: old.shared_hash(),
            words: words.collect(),
            new_length: new.len(),
        }
    }

    /// Hash of the old text.
    pub fn old_hash(&self) -> &str {
        &self.old_hash
    }

    /// The byte of the new text at which something starts that started at a byte of the old one. Where
    /// that word is gone, the next one that is not. It may lie within a character.
    pub fn start(&self, byte: usize) -> usize {
        let at = self
            .words
            .partition_point(|[start, length, ..]| start + length <= byte);
        match self.words.get(at) {
            Some([start, _, to, length]) => to + byte.saturating_sub(*start).min(*length),
            None => self.end(byte),
        }
    }

    /// The byte at which something ends that ended at a byte of the old text. Where that word is gone,
    /// the one before it that is not.
    pub fn end(&self, byte: usize) -> usize {
        let at = self.words.partition_point(|[start, ..]| *start < byte);
        match at.checked_sub(1).and_then(|at| self.words.get(at)) {
            Some([start, length, to, new]) => {
                let within = byte - start;
                // Behind a word are the signs and spaces that are none.
                match within.checked_sub(*length) {
                    Some(behind) => (to + new + behind).min(self.next_start(at)),
                    None => to + within.min(*new),
                }
            }
            None => 0,
        }
    }

    fn next_start(&self, at: usize) -> usize {
        self.words
            .get(at)
            .map_or(self.new_length, |[_, _, to, _]| *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, words: &str, expected: &str) {
        let map = PlaceMap::new(&SourceText::new(old), &SourceText::new(new));
        let start = old.find(words).unwrap();
        let (from, to) = (map.start(start), map.end(start + words.len()));
        assert_eq!(&new[from..to.max(from)], expected, "{words}");
    }

    #[test]
    fn words_are_where_they_went() {
        let old = "Le maire a dit non. La salle a ri ! Fin.";
        check(old, old, "La salle", "La salle");
        check(
            old,
            "Neu. Le maire a dit non. La salle a ri ! Fin.",
            "salle a",
            "salle a",
        );
        check(
            old,
            "Le maire a bien dit non. La salle riait ! Fin.",
            "dit non. La",
            "dit non. La",
        );
        // Within a word, at its edges, and in the spaces between.
        check(old, &format!("Oui. {old}"), "mai", "mai");
        check(old, &format!("Oui. {old}"), " a dit ", "a dit ");
        // Gone, it is a place between what was beside it.
        check(old, "Le maire a dit non. Fin.", "salle a ri", "");
        check(old, "", "salle", "");
        check("", "neu", "", "");
    }
}
