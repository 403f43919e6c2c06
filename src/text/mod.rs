//! The text of an article and places in it.
//!
//! A [`SourceText`] is what every other module reasons about: line ends are LF, there is no byte
//! order mark, and Unicode normalisation is left as it was found. Places are [`TextRange`]s in bytes
//! that were checked once; files and the command line use [`CharRange`]s in code points.
//!
//! Invariant: this module knows nothing of annotations, files or the window.

mod abbreviations;
mod edges;
mod excerpt;
mod fold;
mod hash;
mod offsets;
mod paragraphs;
mod printable;
mod range;
mod search;
mod sentences;
mod snap;
mod source;
mod words;

pub use edges::{Edge, EdgeStep, edge_to, step_edge};
pub use excerpt::Excerpt;
pub use fold::{Fold, plain};
pub use hash::sha256_hex;
pub use offsets::CharIndex;
pub use paragraphs::{MAX_BLOCK, blocks, paragraphs};
pub use printable::printable;
pub use range::{CharRange, RangeError, TextRange, Utf16Range};
pub use search::{Needle, find};
pub use sentences::{next_sentence, previous_sentence, sentence_at, sentences};
pub use snap::{Granularity, paired_mark_at, snap, trim_edges};
pub use source::SourceText;
pub use words::{next_word, previous_word, word_at};
