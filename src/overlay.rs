//! Overlapping spans over a text: which lie where, in which lane, and where the picture changes.
//!
//! Used by the window, the HTML copy and every other export that can't cross tags. Two tools:
//! [`segments`], one sweep over a handful of spans, and [`Overlay`], an index over a whole article that
//! changes in the time of one span, never of all.

mod index;
mod mark_set;
mod rail;
mod sweep;

pub use index::{Mark, MarkKey, Overlay, Version};
pub use mark_set::{DrawnSpan, MarkSet};
pub use rail::{RailColumn, Track};
pub use sweep::{Segment, lanes, segments};
