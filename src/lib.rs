//! Postil: read the news critically.
//!
//! Articles are opened, passages are marked as fact, opinion or loaded language, and each reviewer's
//! annotations are kept in a RON file beside the article. One core serves the window and the command
//! line.
//!
//! # Layers
//!
//! `text ‖ i18n` → `model` → `anchor ‖ edit ‖ overlay` → `session`, and beside it
//! `import ‖ export ‖ store` → `job` → `cli ‖ ui`. A module uses only what stands to its left, never
//! what stands beside it; `tests/layers.rs` reads every path and fails on a wrong arrow.
//!
//! | Module | Purpose |
//! |---|---|
//! | [`text`] | the text of an article; places in it, checked once; sentences, words, snapping |
//! | [`i18n`] | texts for people, in the message files of `assets/i18n` |
//! | [`model`] | annotations, readings, codebooks, reviewers, review sessions: plain values |
//! | [`anchor`] | from a place to what is stored of it, and back to a place in today's text, by the words of the old one |
//! | [`edit`] | changes that know their inverse, undo history, changes as states, what differs, the merge of two copies |
//! | [`overlay`] | overlapping spans as segments, lanes, and an index by blocks of text |
//! | [`session`] | what is open: state, commands, effects, events, what is noticed of the files |
//! | [`import`] | bytes to text |
//! | [`export`] | annotated copies and data |
//! | [`store`] | files: found, read, merged with copies of them, written atomically; journals, earlier versions, acts to be taken back |
//! | [`job`] | the threads that carry out effects, the one that saves and the one that watches among them |
//! | [`cli`] | the verbs of the command line |
//! | `ui` | the window (feature `gui`) |
//!
//! # Invariants
//!
//! - Everything left of `import`, `export` and `store` does no I/O, asks for no time and no random
//!   number, and does not fail on valid values.
//! - Only `store` opens files, all through `store::files`, where tests make every call fail; the file of
//!   an article is never written.
//! - Only `ui` knows egui. It draws from `&State` and returns commands; [`session::update`] is the one
//!   place that applies them; [`job::Jobs`] carries out the effects that it answers with, and the
//!   window never waits for them.
//! - A place in a text is a [`text::TextRange`] in bytes, checked when it was made; files and the
//!   command line count code points.
//! - What is stored of a place ([`model::Anchor`]) and where it is today ([`anchor::Resolution`]) are
//!   two types: a position is trusted only where the quote stands there.
//! - The types of files (`store::format`) are not the types of the domain.
//! - No sentence for people is written outside `assets/i18n`: other layers make
//!   [`i18n::Message`]s. (The first line of data files, a comment, is in English.)
//!
//! # A change, from key to disk
//!
//! A key makes a [`session::Command`]; `update` turns it into an [`edit::Transaction`], applies it to
//! the reading, the history and the overlay (in the time of the spans that it touches), and answers
//! with [`session::Effect::Save`]. The saving thread holds the same reading, applies the same
//! transaction, writes the file while the window goes on, and answers with
//! [`session::Event::Saved`], which the state line shows. Of a reading that is too large to be written
//! with every change, the change goes to a [`store::Journal`] first, and into the file later; whoever
//! reads the file reads the journals, too.
//!
//! Beside the article lies nothing but the reading itself. In the data folder of the machine are the
//! journals, earlier versions of each file, the acts of each reader, so that they can be taken back when
//! the article is opened again, texts that were marked, and conflict copies that were put away.
//!
//! # A change, from disk to screen
//!
//! The watching thread compares files with what they were before they were read, where the system or a
//! poll says that something happened, and answers with [`session::Event::Noticed`] once they rest. Others'
//! readings are read again one by one; an article whose text is another one is read as a whole. The own
//! reading is the saving thread's from its first change on: that one takes in what other programs wrote,
//! into the file or a journal, and the window lays what it did since over the answer. Conflict copies are
//! read with the file that they are copies of, as one set.
//!
//! A change to the codebook is a [`model::CodebookEdit`]: it makes a new codebook or is refused, the
//! history keeps both, and no span is ever touched by it. Where its file holds comments, or another
//! program changed it, nothing is written until a person decides.

#![warn(clippy::disallowed_methods, clippy::expect_used, clippy::unwrap_used)]

pub mod anchor;
pub mod cli;
pub mod edit;
pub mod export;
pub mod i18n;
pub mod import;
pub mod job;
pub mod model;
pub mod overlay;
pub mod session;
pub mod store;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
