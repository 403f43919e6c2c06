//! The page as a strict parser reads it.

mod attack;
mod dom;
mod overlap;
mod sample;
