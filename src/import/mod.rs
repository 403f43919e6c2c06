//! From the bytes of a foreign file to text.
//!
//! One file a format; every importer has a name and a version, which readings remember because
//! their offsets are only worth something with them. Invariant: this module opens no file.

mod control;
mod plain_text;
mod utf16;

pub use plain_text::{IMPORTER, IMPORTER_VERSION, decode, encodings, importer};
