//! Texts for people: every one lives in `assets/i18n/*.ftl` (Fluent), in English and French.
//!
//! Code below the window and the command line never writes a sentence: it makes a [`Message`], a key
//! with arguments, and the rim renders it with a [`Catalogue`] in the reader's language.

mod catalogue;
mod message;
mod moment;
mod typography;

pub use catalogue::{Catalogue, Lang};
pub use message::{Arg, Message};
pub use moment::moment;

/// Makes a [`Message`]: `msg!("file-empty", file = name)`. Values are text or whole numbers.
#[macro_export]
macro_rules! msg {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::Message::new($key)$(.with(stringify!($name), $value))*
    };
}
