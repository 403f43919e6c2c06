//! Finding spans again in an edited article.

use postil::anchor::{describe, resolve_all};
use postil::model::Anchor;
use postil::text::SourceText;

use crate::clock::{median, time};
use crate::generate::{self, Random};

/// An article of so many bytes edited throughout: four words in a hundred replaced, one sentence in
/// fifty put in or taken out, one paragraph in twenty moved; and spans of the old text.
fn edited(bytes: usize, spans: usize) -> (SourceText, SourceText, Vec<Anchor>) {
    let old = generate::text(bytes, 7);
    let mut random = Random::new(8);
    let anchors = (0..spans)
        .map(|_| {
            let length = match random.below(20) {
                0 => 400 + random.below(1200),
                1..=9 => 60 + random.below(180),
                _ => 4 + random.below(30),
            };
            let start = random.below(old.len() - length);
            describe(&old, old.clamp(start..start + length))
        })
        .collect();
    let mut paragraphs: Vec<String> = old
        .as_str()
        .lines()
        .map(|line| {
            let mut new = String::with_capacity(line.len());
            for sentence in line.split_inclusive(". ") {
                match random.below(100) {
                    0 => continue,
                    1 => new.push_str("Voilà qui fut ajouté bien plus tard par une autre main. "),
                    _ => {}
                }
                for word in sentence.split_inclusive(' ') {
                    match random.below(100) {
                        0..=3 => new.push_str("autre "),
                        _ => new.push_str(word),
                    }
                }
            }
            new
        })
        .collect();
    for _ in 0..paragraphs.len() / 20 {
        let paragraph = paragraphs.remove(random.below(paragraphs.len()));
        paragraphs.insert(random.below(paragraphs.len() + 1), paragraph);
    }
    (old, SourceText::new(&paragraphs.join("\n")), anchors)
}

/// Median of re-anchoring 10,000 spans of a 1 MB article with its old text, in
/// milliseconds of CPU time.
pub fn ten_thousand() -> f64 {
    let (old, new, anchors) = edited(1_000_000, 10_000);
    let anchors: Vec<&Anchor> = anchors.iter().collect();
    median((0..3).map(|_| time(|| resolve_all(Some(&old), &new, &anchors))))
}
