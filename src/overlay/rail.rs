//! [`Track`]: how many marks of one label lie where in an article, kept up to date mark by mark.
//!
//! Two histograms over pieces of the text, of where marks start and of where they end, tell how many
//! touch a piece. A mark changes two numbers, however long it is and however many there are. Pieces
//! double in size when a mark lies beyond the last one, so that nobody need know the text's length.

use std::ops::Range;

use crate::text::TextRange;

/// Pieces at most: more than a screen has rows of points.
const PIECES: usize = 4096;
/// The smallest pieces have `1 << FINEST` bytes.
const FINEST: u32 = 3;

/// Marks of one label in one reading, along the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// Pieces have `1 << (FINEST + coarser)` bytes.
    coarser: u32,
    marks: usize,
    /// How many marks start in a piece, and how many have their last byte there.
    pieces: Vec<(u32, u32)>,
}

/// The marks of one label on the rail.
#[derive(Clone, Copy, Debug)]
pub struct RailColumn<'a> {
    /// Number of the label in the codebook; `None` for labels that it does not know.
    pub label: Option<u16>,
    /// Number of the reading that they belong to.
    pub reading: u16,
    /// Where they lie.
    pub track: &'a Track,
}

impl Track {
    /// Whether there are no marks.
    pub fn is_empty(&self) -> bool {
        self.marks == 0
    }

    /// Counts a mark.
    pub(super) fn add(&mut self, range: TextRange) {
        let (first, last) = ends(range);
        while self.piece(last) >= PIECES {
            self.coarsen();
        }
        let needed = self.piece(last) + 1;
        if self.pieces.len() < needed {
            self.pieces.resize(needed, (0, 0));
        }
        self.marks += 1;
        let (first, last) = (self.piece(first), self.piece(last));
        self.pieces[first].0 += 1;
        self.pieces[last].1 += 1;
    }

    /// Counts a mark that was added no longer.
    pub(super) fn remove(&mut self, range: TextRange) {
        let (first, last) = ends(range);
        let (first, last) = (self.piece(first), self.piece(last));
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.0 = piece.0.saturating_sub(1);
        }
        if let Some(piece) = self.pieces.get_mut(last) {
            piece.1 = piece.1.saturating_sub(1);
        }
        self.marks = self.marks.saturating_sub(1);
    }

    /// For each stretch of the text, given in ascending order, how many marks touch the piece of it that
    /// most do.
    pub fn counts(&self, stretches: &[Range<usize>]) -> Vec<u32> {
        let (mut at, mut here, mut ended) = (0, 0, 0);
        let mut counts = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let first = self.piece(stretch.start);
            let last = self.piece(stretch.end.saturating_sub(1)).max(first);
            // The piece where the last stretch ended may be the first one of this.
            let mut most = if at > first { here } else { 0 };
            while at <= last && at < self.pieces.len() {
                let (starts, ends) = self.pieces[at];
                here = (here + starts).saturating_sub(ended);
                ended = ends;
                if at >= first {
                    most = most.max(here);
                }
                at += 1;
            }
            if at <= last {
                // Beyond the last mark.
                (here, ended) = (0, 0);
                most = if first < self.pieces.len() { most } else { 0 };
            }
            counts.push(most);
        }
        counts
    }

    fn piece(&self, byte: usize) -> usize {
        byte >> (FINEST + self.coarser)
    }

    /// Joins pieces by two.
    fn coarsen(&mut self) {
        self.coarser += 1;
        let joined = self.pieces.chunks(2).map(|pair| {
            let sum = |(a, b): (u32, u32), (c, d): &(u32, u32)| (a + c, b + d);
            pair.iter().fold((0, 0), sum)
        });
        self.pieces = joined.collect();
    }
}

/// First and last byte.
fn ends(range: TextRange) -> (usize, usize) {
    let last = range.end().saturating_sub(1).max(range.start());
    (range.start(), last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;
    use proptest::prelude::*;

    fn steps() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
        let start = prop_oneof![0usize..300, 0usize..200_000];
        let length = prop_oneof![1usize..60, 1usize..90_000];
        proptest::collection::vec((start, length, any::<bool>()), 0..60)
    }

    proptest! {
        #[test]
        fn counts_are_those_of_a_plain_recount(
            steps in steps(),
            mut cuts in proptest::collection::vec(0usize..200_000, 0..40),
        ) {
            let text = SourceText::new(&"x".repeat(200_000));
            let mut track = Track::default();
            let mut plain: Vec<TextRange> = Vec::new();
            for (start, length, add) in steps {
                let range = text.clamp(start..start + length);
                if add && !range.is_empty() {
                    plain.push(range);
                    track.add(range);
                } else if let Some(gone) = plain.pop() {
                    track.remove(gone);
                }
            }
            prop_assert_eq!(track.is_empty(), plain.is_empty());
            prop_assert!(track.pieces.len() <= PIECES);
            cuts.extend([0, 200_000]);
            cuts.sort_unstable();
            let stretches: Vec<Range<usize>> =
                cuts.windows(2).map(|pair| pair[0]..pair[1]).collect();
            let touching = |piece: usize| {
                let touches = |range: &&TextRange| {
                    let (first, last) = ends(**range);
                    (track.piece(first)..=track.piece(last)).contains(&piece)
                };
                plain.iter().filter(touches).count() as u32
            };
            let expected: Vec<u32> = stretches
                .iter()
                .map(|stretch| {
                    let first = track.piece(stretch.start);
                    let last = track.piece(stretch.end.saturating_sub(1)).max(first);
                    let pieces = first..=last.min(first.max(track.pieces.len()));
                    pieces.map(touching).max().unwrap_or(0)
                })
                .collect();
            prop_assert_eq!(track.counts(&stretches), expected);
        }
    }
}
