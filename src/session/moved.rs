//! Taking in and refusing the places that were found for the marks of an edited article: what the window
//! and `postil reanchor` do alike.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::anchor::{Elsewhere, Resolution, describe, locate};
use crate::edit::{Edit, Transaction, later};
use crate::i18n::Message;
use crate::model::{Annotation, Codebook, Reading, SpanId, Timestamp};
use crate::text::{SourceText, TextRange};

/// Score from which a move is sure enough to be taken in together with others, unseen.
pub const SURE: f64 = 0.95;

/// A span as it is once a place is taken for its own.
pub(super) fn placed(text: &SourceText, span: &Annotation, to: TextRange) -> Annotation {
    Annotation {
        anchor: describe(text, to),
        refused: None,
        ..span.clone()
    }
}

/// A change to one span, made after all that is known of it.
pub(super) fn edit(before: &Arc<Annotation>, mut after: Annotation, now: Timestamp) -> Edit {
    let at = later(now, Some(before.modified));
    after.modified = at;
    Edit::Span {
        id: before.id,
        before: Some(Arc::clone(before)),
        after: Some(Arc::new(after)),
        at,
    }
}

/// Which moves of a reading are as sure as a least score, in text order.
pub fn moves<'a>(
    text: &'a SourceText,
    reading: &'a Reading,
    elsewhere: &'a Elsewhere,
    least: f64,
) -> impl Iterator<Item = (&'a Arc<Annotation>, TextRange)> {
    let spans = reading.spans.iter();
    spans.filter_map(move |span| match locate(text, elsewhere, span) {
        Resolution::Moved { to, score } if score >= least => Some((span, to)),
        _ => None,
    })
}

/// The marks of a reading that are where they were made, by place: what a move may come to say again.
pub fn settled<'a>(
    text: &SourceText,
    reading: &'a Reading,
    elsewhere: &Elsewhere,
) -> HashMap<TextRange, Vec<&'a Arc<Annotation>>> {
    let mut settled: HashMap<TextRange, Vec<&Arc<Annotation>>> = HashMap::new();
    for span in reading.spans.iter() {
        if let Resolution::Exact(range) = locate(text, elsewhere, span) {
            settled.entry(range).or_default().push(span);
        }
    }
    settled
}

/// One act that takes in the places found for spans; nothing where there are none. `there` gives the own
/// marks that lie at a place already: one that says the same of it gives way, and what only it said is
/// kept.
pub fn accept<'a>(
    text: &SourceText,
    codebook: &Codebook,
    moves: impl IntoIterator<Item = (&'a Arc<Annotation>, TextRange)>,
    there: impl Fn(TextRange) -> Vec<Arc<Annotation>>,
    name: Message,
    now: Timestamp,
) -> Option<Transaction> {
    let moves: Vec<_> = moves.into_iter().collect();
    let mut together: HashMap<TextRange, Vec<&Arc<Annotation>>> = HashMap::new();
    for (span, to) in &moves {
        together.entry(*to).or_default().push(span);
    }
    let says = |span: &Annotation| (codebook.surviving(&span.label).clone(), span.voice.clone());
    let mut gone: HashSet<SpanId> = HashSet::new();
    let mut edits = Vec::new();
    for (span, to) in &moves {
        if gone.contains(&span.id) {
            continue;
        }
        let mut one = Transaction {
            name: name.clone(),
            edits: vec![edit(span, placed(text, span, *to), now)],
            place: None,
        };
        let beside = together.get(to).into_iter().flatten();
        let twins = there(*to)
            .into_iter()
            .chain(beside.map(|&twin| Arc::clone(twin)));
        for twin in twins {
            let same = twin.id != span.id && says(&twin) == says(span);
            if same && gone.insert(twin.id) {
                one = one.without_twin(Some(twin));
            }
        }
        edits.extend(one.edits);
    }
    act(name, edits)
}

/// One act that refuses the places found for spans in this text: they have none in it from then on, and
/// are looked for anew in any other.
pub fn refuse<'a>(
    text: &SourceText,
    spans: impl IntoIterator<Item = &'a Arc<Annotation>>,
    name: Message,
    now: Timestamp,
) -> Option<Transaction> {
    let refused = |span: &'a Arc<Annotation>| {
        let after = Annotation {
            refused: Some(text.shared_hash()),
            ..Annotation::clone(span)
        };
        edit(span, after, now)
    };
    act(name, spans.into_iter().map(refused).collect())
}

fn act(name: Message, edits: Vec<Edit>) -> Option<Transaction> {
    let place = edits.iter().find_map(|edit| match edit {
        Edit::Span { after, .. } => Some(after.as_ref()?.anchor.chars),
        _ => None,
    })?;
    Some(Transaction {
        name,
        edits,
        place: Some(place),
    })
}
