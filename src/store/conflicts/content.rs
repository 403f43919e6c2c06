//! What an annotation file says, whole or with git's conflict marks in it.

use std::path::Path;

use super::super::format::annotations::{self, Parsed};
use super::markers;
use crate::edit::merge;
use crate::model::{Problem, Reading};
use crate::text::SourceText;

/// Reads an annotation file's text (LF, no byte order mark). Where git left both sides of a conflict in it, they are merged:
/// then it is as good as intact where each side agrees with its checksum, or its marks with
/// themselves, since git puts together what no side wrote a checksum for.
///
/// # Errors
/// A problem where it, or one of its sides, is broken or newer than the program.
pub(in crate::store) fn read(
    path: &Path,
    text: &str,
    article: Option<&SourceText>,
) -> Result<Parsed, Problem> {
    let whole = annotations::read(path, text, article);
    let (Err(problem), Some(sides)) = (&whole, markers::sides(text)) else {
        return whole;
    };
    let read = |side: &String| annotations::read(path, side, article).ok();
    let [Some(ours), Some(theirs)] = sides.each_ref().map(read) else {
        return Err(problem.clone());
    };
    // Two people of one pseudonym: no program can put them together.
    if ours.reading.reviewer.id != theirs.reading.reviewer.id {
        return Err(problem.clone());
    }
    let sound = |side: &Parsed| side.intact || agrees_with_itself(&side.reading);
    let exact = ours.intact && theirs.intact;
    let agree = || sound(&ours) && sound(&theirs) && !clash(&ours.reading, &theirs.reading);
    Ok(Parsed {
        reading: merge(&ours.reading, &theirs.reading),
        intact: exact || agree(),
    })
}

/// Whether bytes hold git's conflict marks.
pub(in crate::store) fn has_marks(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| markers::sides(text).is_some())
}

/// Whether two sides say two things of one mark at one time, as no program writes it.
fn clash(ours: &Reading, theirs: &Reading) -> bool {
    ours.spans.iter().any(|span| {
        let other = theirs.spans.get(span.id);
        other.is_some_and(|other| other.modified == span.modified && other != span)
    })
}

/// Whether every mark is as long as its words.
fn agrees_with_itself(reading: &Reading) -> bool {
    reading.spans.iter().all(|span| {
        let chars = span.anchor.chars;
        span.anchor.quote.chars().count() == chars.end - chars.start
    })
}
