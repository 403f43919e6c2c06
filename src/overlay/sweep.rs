//! One sweep over spans: non-overlapping segments, and lanes in which no two spans meet.

use crate::text::TextRange;

/// A stretch of text over which the same spans lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where.
    pub range: TextRange,
    /// Which of the given spans cover it, by their place in the input, ascending.
    pub active: Vec<usize>,
}

/// Cuts the covered text at every start and end of a span, in text order. Empty spans are left out.
pub fn segments(spans: &[TextRange]) -> Vec<Segment> {
    let mut borders: Vec<(usize, bool, usize)> = Vec::with_capacity(spans.len() * 2);
    for (at, span) in spans.iter().enumerate().filter(|(_, s)| !s.is_empty()) {
        borders.push((span.start(), true, at));
        borders.push((span.end(), false, at));
    }
    borders.sort_unstable();
    let mut active: Vec<usize> = Vec::new();
    let mut segments = Vec::new();
    let mut from = 0;
    for (byte, opens, at) in borders {
        if byte > from
            && let Some(cover) = active.first().map(|first| spans[*first])
        {
            // Every active span covers from..byte, so the first one can lend its checked borders.
            let range = cover.narrowed(from, byte);
            segments.push(Segment {
                range,
                active: active.clone(),
            });
        }
        from = byte;
        match (opens, active.binary_search(&at)) {
            (true, Err(place)) => active.insert(place, at),
            (false, Ok(place)) => {
                active.remove(place);
            }
            _ => {}
        }
    }
    segments
}

/// A lane for each span, lowest first, so that no two spans in one lane overlap. Longer spans that start
/// together lie lower. Lanes are given in the order of the input.
pub fn lanes(spans: &[TextRange]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|at| (spans[*at].start(), std::cmp::Reverse(spans[*at].end()), *at));
    let mut ends: Vec<usize> = Vec::new();
    let mut lanes = vec![0; spans.len()];
    for at in order {
        let span = spans[at];
        let lane = ends.iter().position(|end| *end <= span.start());
        match lane {
            Some(lane) => {
                ends[lane] = span.end();
                lanes[at] = lane;
            }
            None => {
                lanes[at] = ends.len();
                ends.push(span.end());
            }
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;
    use proptest::prelude::*;

    /// Spans drawn as lines of `-` under a text; segments come back as `piece:letters`.
    #[track_caller]
    fn check(text: &str, drawn: &[&str], expected: &[&str]) {
        let source = SourceText::new(text);
        let spans: Vec<TextRange> = drawn
            .iter()
            .map(|line| {
                let start = line.find('-').unwrap();
                source.clamp(start..line.trim_end().len())
            })
            .collect();
        let got: Vec<String> = segments(&spans)
            .iter()
            .map(|s| {
                let who: String = s.active.iter().map(|a| (b'a' + *a as u8) as char).collect();
                format!("{}:{who}", source.slice(s.range))
            })
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn pictures_of_overlap() {
        check("one two six", &["---", "    ---"], &["one:a", "two:b"]);
        check(
            "one two six",
            &["-------", "    -------"],
            &["one :a", "two:ab", " six:b"],
        );
        check(
            "one two six",
            &["-----------", "    ---"],
            &["one :a", "two:ab", " six:a"],
        );
        check("one two six", &["---", "---", "---"], &["one:abc"]);
        check("one two six", &["   -", "----"], &["one:b", " :ab"]);
    }

    #[test]
    fn lanes_keep_spans_apart() {
        let text = SourceText::new("0123456789");
        let spans = [0..5, 3..8, 5..9, 0..10].map(|r| text.clamp(r));
        assert_eq!(lanes(&spans), [1, 2, 1, 0]);
    }

    proptest! {
        #[test]
        fn sweep_says_what_each_byte_says(pairs in proptest::collection::vec((0usize..60, 0usize..60), 0..12)) {
            let text = SourceText::new(&"x".repeat(60));
            let spans: Vec<TextRange> =
                pairs.iter().map(|(a, b)| text.clamp(*a.min(b)..*a.max(b))).collect();
            let segments = segments(&spans);
            for byte in 0..60 {
                let here = text.clamp(byte..byte + 1);
                let expected: Vec<usize> =
                    (0..spans.len()).filter(|at| spans[*at].overlaps(here)).collect();
                let got: Vec<usize> = segments
                    .iter()
                    .filter(|s| s.range.overlaps(here))
                    .flat_map(|s| s.active.clone())
                    .collect();
                prop_assert_eq!(got, expected);
            }
            let lanes = lanes(&spans);
            for a in 0..spans.len() {
                for b in 0..a {
                    prop_assert!(lanes[a] != lanes[b] || !spans[a].overlaps(spans[b]));
                }
            }
        }
    }
}
