//! [`Excerpt`]: words of a text.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Words that stand or once stood in a text. As long as the text is at hand they are shared with it:
/// the quotes of a hundred thousand marks then take no room beside the article.
#[derive(Clone)]
pub struct Excerpt(Held);

#[derive(Clone)]
enum Held {
    Shared {
        text: Arc<str>,
        start: u32,
        end: u32,
    },
    Own(Box<str>),
}

impl Excerpt {
    /// A piece of a text; the ends must be borders of code points.
    pub(super) fn of(text: &Arc<str>, bytes: Range<usize>) -> Self {
        match (u32::try_from(bytes.start), u32::try_from(bytes.end)) {
            (Ok(start), Ok(end)) if start < end => Self(Held::Shared {
                text: Arc::clone(text),
                start,
                end,
            }),
            _ => Self::from(text.get(bytes).unwrap_or_default()),
        }
    }

    /// Where it was taken from, if that was this text.
    pub(super) fn place_in(&self, text: &Arc<str>) -> Option<Range<usize>> {
        match &self.0 {
            Held::Shared {
                text: of,
                start,
                end,
            } if Arc::ptr_eq(of, text) => Some(*start as usize..*end as usize),
            _ => None,
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Held::Shared { text, start, end } => {
                text.get(*start as usize..*end as usize).unwrap_or_default()
            }
            Held::Own(words) => words,
        }
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Excerpt {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Excerpt {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Excerpt {
    fn from(words: &str) -> Self {
        Self(Held::Own(words.into()))
    }
}

impl From<String> for Excerpt {
    fn from(words: String) -> Self {
        Self(Held::Own(words.into()))
    }
}

impl Default for Excerpt {
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Excerpt {}

impl PartialEq<str> for Excerpt {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Excerpt {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Excerpt {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialOrd for Excerpt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Excerpt {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_and_own_words_are_alike() {
        let text: Arc<str> = Arc::from("Il était une fois");
        let shared = Excerpt::of(&text, 3..10);
        let own = Excerpt::from("était ".to_owned());
        assert_eq!(shared, own);
        assert_eq!(
            (shared.as_str(), Excerpt::of(&text, 2..2)),
            ("était ", Excerpt::default())
        );
        assert_eq!(size_of::<Excerpt>(), size_of::<String>());
    }
}
