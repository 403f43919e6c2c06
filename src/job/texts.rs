//! Keeping the text on which marks were made, so that they are found again when it is edited.

use std::collections::BTreeSet;
use std::path::Path;

use super::env::{now, unique};
use super::work;
use crate::model::Reading;
use crate::store::{self, Home};

/// Hashes of texts that were kept or could not be: neither is tried again with every save, since the
/// whole article is read for it.
pub(super) type Tried = BTreeSet<String>;

/// Keeps the text of the latest mark, where it is today's and not kept yet. Nothing fails where it
/// can't be kept.
pub(super) fn keep(reading: &Reading, path: &Path, home: &Home, tried: &mut Tried) {
    let Some(latest) = reading.spans.iter().max_by_key(|span| span.modified) else {
        return;
    };
    let hash = &latest.anchor.text_hash;
    if !tried.insert(hash.to_string()) || store::has_text(home, hash) {
        return;
    }
    if let Ok((article, _)) = work::article(path, home)
        && article.text.hash() == &**hash
    {
        store::keep_text(home, &article.text, &unique(), now());
    }
}
