//! Where a span is, by what was looked up and what its reviewer said of it.

use super::{Elsewhere, Resolution, in_place, resolve};
use crate::model::Annotation;
use crate::text::SourceText;

/// Where a span is in a text. `elsewhere` holds what was looked up; what is not in it and does not stand
/// where it was is searched for here, which goes through the whole text.
///
/// A place that the reviewer refused in this very text is none, whatever is found.
pub fn locate(text: &SourceText, elsewhere: &Elsewhere, span: &Annotation) -> Resolution {
    let known = locate_known(text, elsewhere, span);
    known.unwrap_or_else(|| resolve(text, &span.anchor))
}

/// The same without a search: `None` where only one could tell.
pub fn locate_known(
    text: &SourceText,
    elsewhere: &Elsewhere,
    span: &Annotation,
) -> Option<Resolution> {
    if span.refused.as_deref() == Some(text.hash()) {
        return Some(Resolution::Orphan);
    }
    let known = match elsewhere.is_empty() {
        true => None,
        false => elsewhere.get(&span.anchor).copied(),
    };
    known.or_else(|| in_place(text, &span.anchor).map(Resolution::Exact))
}

/// A score in whole percent, never rounded up: 100 is kept for what is certain.
pub fn percent(score: f64) -> usize {
    // What is written with two decimals is not exactly that in binary.
    (score * 100.0 + 1e-9).floor() as usize
}
