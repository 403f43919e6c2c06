//! [`Coverage`]: how much of an article the reviewer has read, in sentences.
//!
//! What was read is kept as passages of the text. A sentence is stored up to where the next one starts,
//! so that what was read on end is one passage; it counts as read when all of it lies in what was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::command::Doc;
use super::effect::Effect;
use super::open::{OpenArticle, is_same};
use crate::edit::{Edit, Transaction};
use crate::model::{Passages, Reviewer};
use crate::msg;
use crate::text::{CharRange, SourceText, TextRange, next_sentence, sentence_at, sentences};

/// Sentences that a mark says to have been read; a longer one says nothing of reading.
const MARKED: usize = 64;
/// Bytes of a line end and more that are counted at once.
const PIECE: usize = 64 * 1024;

/// How many sentences there are, and how many of them were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentenceCount {
    /// In the article.
    pub all: usize,
    /// Of them, read.
    pub read: usize,
}

/// How much of the open article was read. All sentences are counted by a job; what is read meanwhile and
/// after it is counted as it happens.
#[derive(Clone, Copy, Debug)]
pub struct Coverage {
    all: Option<usize>,
    read: isize,
    /// What changed since the job was asked.
    since: isize,
    /// Number of the last question.
    pub(super) asked: u64,
    /// Whether what is known does not hold any longer.
    pub(super) stale: bool,
}

impl Default for Coverage {
    fn default() -> Self {
        Self {
            all: None,
            read: 0,
            since: 0,
            asked: 0,
            stale: true,
        }
    }
}

impl Coverage {
    /// The counts, once all sentences were counted.
    pub fn count(&self) -> Option<SentenceCount> {
        Some(SentenceCount {
            all: self.all?,
            read: usize::try_from(self.read).unwrap_or(0),
        })
    }

    /// Asks for a count; gives the number of the question.
    pub(super) fn ask(&mut self) -> u64 {
        self.asked += 1;
        self.stale = false;
        self.since = 0;
        self.asked
    }

    /// Takes an answer, unless another question was asked meanwhile.
    pub(super) fn answered(&mut self, number: u64, count: SentenceCount) {
        if number == self.asked && !self.stale {
            self.all = Some(count.all);
            self.read = count.read.cast_signed() + self.since;
        }
    }

    fn changed(&mut self, by: isize) {
        self.read += by;
        self.since += by;
    }
}

/// Counts the sentences of a text, and those that lie in what was read. Long work: for a job.
pub fn count_sentences(text: &SourceText, read: &Passages) -> SentenceCount {
    let mut count = SentenceCount::default();
    let mut passages = read.iter().peekable();
    let whole = text.as_str();
    // Code points before a byte, counted on.
    let (mut byte, mut chars) = (0, 0);
    let mut char_at = |at: usize| {
        chars += whole[byte..at].chars().count();
        byte = at;
        chars
    };
    let mut start = 0;
    while start < whole.len() {
        let near = whole.floor_char_boundary((start + PIECE).min(whole.len()));
        let end = whole[near..]
            .find('\n')
            .map_or(whole.len(), |line| near + line + 1);
        let found = sentences(text, text.clamp(start..end));
        count.all += found.len();
        start = end;
        if read.is_empty() {
            continue;
        }
        for sentence in found {
            let from = char_at(sentence.start());
            while passages.next_if(|passage| passage.end <= from).is_some() {}
            let Some(passage) = passages.peek() else {
                break;
            };
            let to = char_at(sentence.end());
            count.read += usize::from(passage.start <= from && to <= passage.end);
        }
    }
    count
}

/// The sentences that share a byte with a range, at most so many.
fn touched(text: &SourceText, range: TextRange, most: usize) -> Vec<TextRange> {
    let mut found = Vec::new();
    let first = sentence_at(text, range.start()).filter(|s| s.end() > range.start());
    let mut next = first.or_else(|| next_sentence(text, range.start()));
    while let Some(sentence) = next.filter(|sentence| sentence.start() < range.end()) {
        found.push(sentence);
        if found.len() == most {
            break;
        }
        next = next_sentence(text, sentence.start());
    }
    found
}

/// From the start of a sentence to where the next one starts.
fn stretch(text: &SourceText, sentence: TextRange) -> CharRange {
    let next = next_sentence(text, sentence.start());
    let end = next.map_or(text.len(), |next| next.start());
    text.to_chars(text.clamp(sentence.start()..end.max(sentence.end())))
}

/// What is not yet known to have been read of the sentences under a range: what marking it, or leaving
/// it for the next sentence, adds.
pub(super) fn newly_read(open: &OpenArticle, range: TextRange) -> Option<Edit> {
    let text = &open.article.text;
    let sentences = touched(text, range, MARKED + 1);
    if sentences.len() > MARKED {
        return None;
    }
    let missing = |sentence: &TextRange| open.read().missing(stretch(text, *sentence));
    let added: Passages = sentences.iter().flat_map(missing).collect();
    (!added.is_empty()).then(|| Edit::Read {
        added: added.iter().collect(),
        removed: Vec::new(),
    })
}

/// Says that a sentence was read, or that it was not; nothing where that is known.
pub(super) fn plan(open: &OpenArticle, sentence: TextRange, read: bool) -> Option<Transaction> {
    let text = &open.article.text;
    let edit = match read {
        true => newly_read(open, sentence)?,
        false => {
            let sentences = touched(text, sentence, MARKED).into_iter();
            let there = sentences.flat_map(|s| open.read().within(stretch(text, s)));
            let removed: Passages = there.collect();
            if removed.is_empty() {
                return None;
            }
            Edit::Read {
                added: Vec::new(),
                removed: removed.iter().collect(),
            }
        }
    };
    Some(Transaction {
        name: if read {
            msg!("edit-read")
        } else {
            msg!("edit-unread")
        },
        edits: vec![edit],
        place: Some(text.to_chars(sentence)),
    })
}

/// What concerns reading alone, done before there is an own reading: nobody is asked for a pseudonym
/// merely for reading. Says whether it was that.
pub(super) fn change_loosely(open: &mut OpenArticle, doc: &Doc) -> bool {
    let transaction = match doc {
        Doc::Read(sentence, read) => {
            let transaction = plan(open, *sentence, *read);
            // Whose reading it is to be is not known while the annotations are being read.
            if let Some(transaction) = transaction.as_ref().filter(|_| !open.being_read) {
                open.history.record(transaction.clone());
            }
            transaction
        }
        Doc::Undo => open.history.undo(),
        Doc::Redo => open.history.redo(),
        _ => return false,
    };
    open.read_meant |= matches!(doc, Doc::Read(_, true));
    if let Some(transaction) = transaction {
        open.apply_loosely(&transaction);
    }
    true
}

impl OpenArticle {
    /// What the reviewer has read.
    pub fn read(&self) -> &Passages {
        match &self.own {
            Some(own) => &own.reading.read,
            None => &self.loose_read,
        }
    }

    /// Does something that changes what was read, and counts the sentences that it changes.
    pub(super) fn counting_read<R>(
        &mut self,
        transaction: &Transaction,
        change: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let sentences = self.sentences_changed(transaction);
        let count = |open: &Self| {
            let is_read = |chars: &&CharRange| open.read().contains(**chars);
            sentences.values().filter(is_read).count().cast_signed()
        };
        let before = count(self);
        let result = change(self);
        let by = count(self) - before;
        self.coverage.changed(by);
        result
    }

    /// The sentences of which it changes whether they are read, by their start.
    fn sentences_changed(&self, transaction: &Transaction) -> BTreeMap<usize, CharRange> {
        let text = &self.article.text;
        let changed = transaction.edits.iter().filter_map(|edit| match edit {
            Edit::Read { added, removed } => Some(added.iter().chain(removed)),
            _ => None,
        });
        let mut sentences = BTreeMap::new();
        for chars in changed.flatten() {
            // What was read of an older text may lie beyond this one.
            if let Ok(range) = text.from_chars(*chars) {
                let of = touched(text, range, usize::MAX).into_iter();
                sentences.extend(of.map(|s| (s.start(), text.to_chars(s))));
            }
        }
        sentences
    }

    /// Before there is an own reading that has a file: what was read is only kept here.
    pub(super) fn apply_loosely(&mut self, transaction: &Transaction) {
        self.counting_read(transaction, |open| {
            let read = match &mut open.own {
                Some(own) => &mut own.reading.read,
                None => &mut open.loose_read,
            };
            for edit in &transaction.edits {
                edit.apply_to_read(read);
            }
        });
    }

    /// What was read of the same text before the article was read anew, and is in no file.
    pub(super) fn keep_loose_read(&mut self, before: &Self, reviewer: Option<&Reviewer>) {
        self.loose_read = before.loose_read.clone();
        self.read_meant = before.read_meant;
        let own = before.own.as_ref().filter(|own| !own.is_kept());
        let own = own.filter(|own| reviewer.is_some_and(|now| is_same(now, &own.reading.reviewer)));
        for passage in own.iter().flat_map(|own| own.reading.read.iter()) {
            self.loose_read.add(passage);
        }
    }

    /// Somebody else sits down: what nobody has put their name to is not theirs.
    pub(super) fn forget_loose_read(&mut self) {
        let read = std::mem::take(&mut self.loose_read);
        self.coverage.stale |= !read.is_empty();
        self.read_meant = false;
    }

    /// Asks for a count of the sentences, where what is known of them does not hold.
    pub(super) fn recount(&mut self) -> Option<Effect> {
        (self.coverage.stale && !self.being_read).then(|| Effect::CountSentences {
            path: self.path.clone(),
            article: Arc::clone(&self.article),
            number: self.coverage.ask(),
            read: self.read().clone(),
        })
    }

    /// There is an own reading now: what was read before it goes into it. Says whether that is to be
    /// kept: merely looking at an article leaves no file beside it.
    pub(super) fn fold_loose_read(&mut self) -> bool {
        let Some(own) = self.own.as_mut().filter(|own| own.locked.is_none()) else {
            return false;
        };
        let loose = std::mem::take(&mut self.loose_read);
        loose
            .iter()
            .for_each(|passage| own.reading.read.add(passage));
        let meant = std::mem::take(&mut self.read_meant);
        !loose.is_empty() && (own.is_kept() || meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sentences_are_counted_as_one_by_one(
            pieces in proptest::collection::vec(
                prop_oneof![Just("Un été. "), Just("Le maire a dit non ! "), Just("\n"), Just("\n\n"), Just("« Oui. » ")],
                1..60,
            ),
            marks in proptest::collection::vec((0usize..900, 0usize..200), 0..12),
        ) {
            let text = SourceText::new(&pieces.concat());
            let chars = text.char_len();
            let read: Passages = marks
                .into_iter()
                .map(|(start, length)| CharRange {
                    start: start.min(chars),
                    end: (start + length).min(chars),
                })
                .collect();
            let all = sentences(&text, text.whole());
            let is_read = |s: &&TextRange| read.contains(text.to_chars(**s));
            let expected = SentenceCount {
                all: all.len(),
                read: all.iter().filter(is_read).count(),
            };
            prop_assert_eq!(count_sentences(&text, &read), expected);
            // Walked one by one they are the same.
            prop_assert_eq!(touched(&text, text.whole(), usize::MAX), all);
        }
    }
}
