//! Where a passage of a known old text has gone: in the lines that its line has become, along the diff,
//! or where its words and their surroundings stand.

use super::Resolution;
use super::judge::{Place, Sides, Span};
use super::resolver::{AS_GOOD, Found, Read, Resolver};
use super::search::{Sought, around, merge_in, overlap, proportional, search};
use super::tokens::touched;
use crate::model::Anchor;
use crate::text::{SourceText, TextRange};

/// Log-odds with which a place of the diff begins: it keeps the order of the text.
const BY_ORDER: f64 = -8.0;

/// Log-odds with which a place begins in the line that the span's line has become.
const BY_LINE: f64 = 2.0;

/// Log-odds of a line next to it that is next to it still.
const BY_NEIGHBOUR: f64 = 4.0;

/// Log-odds that a place in such a line must have where nothing around it is left.
const BY_ITSELF: f64 = 10.0;

/// Log-odds of its own words from which a passage may have moved within its line.
const MOVED_WITHIN: f64 = 20.0;

/// Log-odds from which no other place is looked for, where the words are unmistakable.
const BEYOND_DOUBT: f64 = 12.0;

impl Resolver<'_> {
    /// By the whole old text: along the diff, else where its words and their surroundings have gone.
    pub(super) fn by_old_text(
        &self,
        read: &Read,
        old: &SourceText,
        range: TextRange,
        anchor: &Anchor,
    ) -> Found {
        let sides = Sides {
            old_text: old.as_str(),
            old: &read.old,
            new_text: self.new.as_str(),
            new: &read.new,
            weights: &read.weights,
        };
        let tokens = touched(&read.old, range.bytes());
        let Some(changes) = read.changes.as_ref().filter(|_| !tokens.is_empty()) else {
            return Found::Here(Resolution::Orphan);
        };
        let span = Span {
            bytes: range.bytes(),
            tokens,
        };
        let window = around(&span.tokens, read.old.len());
        let along: Vec<(usize, usize)> = around(&sides.sentence(&span), read.old.len())
            .filter_map(|at| Some((at, changes.of(at)?)))
            .collect();
        let diffed = sides.judge(&span, &along, false).map(|place| Place {
            odds: place.odds + BY_ORDER,
            in_order: true,
            rooted: sides.rooted(&span, &place.bytes, &along),
            ..place
        });
        let mut places = self.on_lines(read, &sides, &span);
        // Of several copies of the line, those count in which the span is left.
        if places.iter().any(|place| place.alive) {
            places.retain(|place| place.alive);
        }
        if places
            .iter()
            .any(|place| place.alive && place.odds >= BEYOND_DOUBT)
        {
            // Where lines were broken anew, the diff goes beyond.
            for place in &mut places {
                if let Some(diffed) = &diffed
                    && diffed.alive
                    && !diffed.loose
                    && diffed.left > place.left
                    && self.new.as_str()[diffed.bytes.clone()].contains('\n')
                    && overlap(&diffed.bytes, &place.bytes)
                {
                    let odds = place.odds.max(diffed.odds);
                    *place = Place {
                        odds,
                        ..diffed.clone()
                    };
                }
            }
            return self.decide(anchor, &sides, &span, places, true);
        }
        let belongs = |place: &Place| self.belongs(read, &sides, &span, place);
        let diffed = diffed.filter(belongs);
        let sure =
            |place: &Place| place.odds >= BEYOND_DOUBT && sides.unmistakable(&span, place, &along);
        let found = diffed.as_ref().is_some_and(sure);
        if let Some(place) = diffed {
            merge_in(place, &mut places);
        }
        if !found {
            let first = along.iter().find(|pair| pair.0 >= window.start);
            let expected = first.map_or_else(
                || proportional(window.start, read.old.len(), read.new.len()),
                |pair| pair.1,
            );
            let sought = Sought {
                span: &span,
                window,
                expected,
            };
            for place in search(&sides, &read.index, &sought) {
                if belongs(&place) {
                    merge_in(place, &mut places);
                }
            }
            for place in places
                .iter_mut()
                .filter(|place| place.alive && !place.on_line)
            {
                let behind = self.behind(read, &sides, &span, place);
                place.claimed = behind < AS_GOOD;
                place.odds += behind.min(0.0);
            }
            places.retain(|place| !(place.claimed && place.alone));
        }
        self.decide(anchor, &sides, &span, places, true)
    }

    /// Whether a place that was found by words alone may be a span's: it is no other passage of the old
    /// text by the lines that became others, and in the lines that the span's line has become nothing was
    /// found beside but what moved within the line.
    fn belongs(&self, read: &Read, sides: &Sides<'_>, span: &Span, place: &Place) -> bool {
        let Some(lines) = &read.lines else {
            return true;
        };
        let there = touched(&read.new, place.bytes.clone());
        let images = lines.images(&span.tokens);
        let other = |at: usize| {
            let row = lines
                .line_of(at)
                .map_or(&[][..], |line| lines.row(line, sides));
            let was = row.binary_search_by_key(&at, |pair| pair.1);
            was.is_ok_and(|at| !span.tokens.contains(&row[at].0))
        };
        let others = there.clone().filter(|at| other(*at)).count();
        if 2 * others > there.len() || other(there.start) || other(there.end.saturating_sub(1)) {
            return false;
        }
        let first = lines.line_of(there.start);
        let in_image = images.iter().any(|image| Some(image.line) == first);
        if !images.is_empty() && !in_image && !place.alive {
            return false;
        }
        !in_image || place.said >= MOVED_WITHIN || sides.snug(span, &place.bytes) == (true, true)
    }

    /// The places of a span in the lines that its line has become.
    fn on_lines(&self, read: &Read, sides: &Sides<'_>, span: &Span) -> Vec<Place> {
        let Some(lines) = &read.lines else {
            return Vec::new();
        };
        let mut places = Vec::new();
        for image in lines.images(&span.tokens) {
            let pairs = lines.image_row(image, &span.tokens, sides);
            let Some(place) = sides.judge(span, &pairs, true) else {
                continue;
            };
            let odds = place.odds + BY_LINE + BY_NEIGHBOUR * image.neighbours as f64;
            if !place.alone || odds >= BY_ITSELF {
                let rooted = match sides.fills_line(span) {
                    true => image.neighbours > 0,
                    false => sides.rooted(span, &place.bytes, &pairs),
                };
                places.push(Place {
                    odds,
                    in_order: image.in_order,
                    rooted: image.in_order && rooted,
                    on_line: true,
                    witnessed: place.witnessed || image.neighbours > 0,
                    alone: place.alone || image.twin.is_some(),
                    ..place
                });
            }
        }
        places
    }

    /// By how much every other passage of the old text is less like a place than the span's own is;
    /// below 0 where another one is more like it.
    fn behind(&self, read: &Read, sides: &Sides<'_>, span: &Span, place: &Place) -> f64 {
        let tokens = touched(&read.new, place.bytes.clone());
        let Some(index) = read.old_index.as_ref().filter(|_| !tokens.is_empty()) else {
            return f64::INFINITY;
        };
        let back = Sides {
            old_text: sides.new_text,
            old: sides.new,
            new_text: sides.old_text,
            new: sides.old,
            weights: sides.weights,
        };
        let window = around(&tokens, read.new.len());
        let expected = proportional(window.start, read.new.len(), read.old.len());
        let image = Span {
            bytes: place.bytes.clone(),
            tokens,
        };
        let sought = Sought {
            span: &image,
            window,
            expected,
        };
        let (mut own, mut others) = (place.odds, f64::NEG_INFINITY);
        for there in search(&back, index, &sought) {
            match there.bytes.start < span.bytes.end && span.bytes.start < there.bytes.end {
                true => own = own.max(there.odds),
                false => others = others.max(there.odds),
            }
        }
        own - others
    }
}
