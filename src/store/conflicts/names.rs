//! Names under which sync programs, file managers and version control systems leave a second copy.
//!
//! A name alone never decides: that a file is a copy of another is believed when both are of one
//! reviewer and one article. So the shapes are taken widely here, but for articles, whose content says
//! nothing of whose copy it is: there only shapes count that nobody gives a file by hand.

use unicode_normalization::char::is_combining_mark;

use super::super::annotations;
use super::super::article_file;
use super::super::scan::SESSION_END;

/// Ending of codebook files.
pub(in crate::store) const CODEBOOK_END: &str = ".codebook.ron";

/// Endings of Postil's own files.
const ENDINGS: [&str; 4] = [
    annotations::ENDING,
    article_file::ENDING,
    SESSION_END,
    CODEBOOK_END,
];

/// What is added to a whole name by version control systems, editors and backup programs.
const TAILS: [&str; 9] = [
    "~",
    ".orig",
    ".bak",
    ".old",
    ".mine",
    ".theirs",
    ".ours",
    ".backup",
    ".conflict",
];

/// What file managers call a copy.
const COPY_WORDS: [&str; 7] = ["copy", "copie", "kopie", "copia", "cópia", "kopia", "kopi"];

/// What may stand between that word and a name.
const OF_WORDS: [&str; 5] = ["of", "de", "von", "di", "van"];

/// Parts of the word "conflict" in the languages of sync programs.
const CONFLICT_WORDS: [&str; 10] = [
    "conflict",
    "conflit",
    "konflikt",
    "конфликт",
    "конфлікт",
    "冲突",
    "衝突",
    "競合",
    "충돌",
    "çakış",
];

/// The annotation file of which another is a copy, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct CopyOf {
    /// Name of the article.
    pub(in crate::store) article: String,
    /// The reviewer's part of the name.
    pub(in crate::store) key: String,
}

impl CopyOf {
    /// Name of the file that it is a copy of.
    pub(in crate::store) fn name(&self) -> String {
        format!("{}.{}{}", self.article, self.key, annotations::ENDING)
    }
}

/// The annotation file that a name is a copy of; `None` for an annotation file itself, and for all else.
pub(in crate::store) fn annotation_copy(name: &str) -> Option<CopyOf> {
    if name.starts_with('~') || is_own(name) {
        return None;
    }
    let head = strip_head(name);
    let original = tagged(name, annotations::ENDING)
        .or_else(|| {
            // The tag stands before the whole ending: a reviewer's part holds neither space nor bracket.
            let stem = strip_tag(name.strip_suffix(annotations::ENDING)?)?;
            Some(format!("{stem}{}", annotations::ENDING))
        })
        .filter(|original| is_annotations(original));
    match (original, head) {
        (Some(original), _) => parts(&original),
        (None, Some(rest)) => annotation_copy(rest).or_else(|| parts(rest)),
        (None, None) => None,
    }
}

/// The file that a name is a copy of, among files of an ending such as `.article.ron`.
pub(in crate::store) fn file_copy(name: &str, ending: &str) -> Option<String> {
    let ours = ENDINGS.iter().any(|ending| name.ends_with(ending));
    if name.starts_with('~') || ours {
        return None;
    }
    tagged(name, ending)
}

/// The article that a name is a conflict copy of: only in shapes that sync programs give.
pub(in crate::store) fn article_copy(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    let stem = strip_sync(stem).or_else(|| {
        let (before, inside) = bracket(stem)?;
        let lower = inside.to_lowercase();
        let conflict = CONFLICT_WORDS.iter().any(|word| lower.contains(word));
        (conflict && holds_date(inside)).then_some(before)
    })?;
    (!stem.is_empty()).then(|| format!("{stem}.{end}"))
}

/// Whether the name is the one that Postil gives a reviewer's file.
fn is_own(name: &str) -> bool {
    let kinds = &ENDINGS[1..];
    is_annotations(name) && strip_head(name).is_none()
        || kinds.iter().any(|ending| name.ends_with(ending))
}

fn is_annotations(name: &str) -> bool {
    parts(name).is_some()
}

fn parts(name: &str) -> Option<CopyOf> {
    let (article, key) = name.strip_suffix(annotations::ENDING)?.rsplit_once('.')?;
    let right = !article.is_empty() && is_key(key);
    right.then(|| CopyOf {
        article: article.to_owned(),
        key: key.to_owned(),
    })
}

/// Whether a text may be the reviewer's part of a name: letters, digits, `-`, `_` and percent codes.
fn is_key(key: &str) -> bool {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%') || is_combining_mark(c);
    !key.is_empty() && key.chars().all(plain)
}

/// The original of a name with something put before the last extension or after the whole name.
fn tagged(name: &str, ending: &str) -> Option<String> {
    let inner = ending.strip_suffix(".ron")?;
    for (at, _) in name.rmatch_indices(inner) {
        let (before, after) = (&name[..at], &name[at + inner.len()..]);
        let tag = match (after.strip_prefix(".ron"), after.strip_suffix(".ron")) {
            (Some(tail), _) if is_tail(tail) => tail,
            (_, Some(tag)) => tag,
            _ => continue,
        };
        let separate = tag.starts_with(|c: char| !c.is_alphanumeric());
        if separate && !before.is_empty() {
            return Some(format!("{before}{ending}"));
        }
    }
    None
}

/// Whether this is what programs add to a whole name.
fn is_tail(tail: &str) -> bool {
    let numbered = |start: &str, end: &str| {
        let number = tail
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end));
        number.is_some_and(is_number)
    };
    TAILS.iter().any(|known| tail.eq_ignore_ascii_case(known))
        || numbered(".~", "~")
        || numbered(".r", "")
        || numbered(".", "")
        || strip_tag(&format!("x{tail}")) == Some("x")
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A name without the tag at its end.
fn strip_tag(stem: &str) -> Option<&str> {
    if let Some(stem) = strip_sync(stem) {
        return Some(stem);
    }
    if let Some((before, inside)) = bracket(stem) {
        let lower = inside.to_lowercase();
        let words = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let known = is_number(inside)
            || holds_date(inside)
            || words.split(' ').next_back().is_some_and(is_copy_word)
            || CONFLICT_WORDS.iter().any(|word| lower.contains(word));
        // `x - Copie (2)`: the word may stand before the number.
        return known.then(|| strip_word(before).unwrap_or(before));
    }
    strip_word(stem)
}

fn is_copy_word(word: &str) -> bool {
    COPY_WORDS.contains(&word)
}

/// A name without `Copie de` and the like before it.
fn strip_head(name: &str) -> Option<&str> {
    let (word, rest) = name.split_once(' ')?;
    let (of, rest) = rest.split_once(' ')?;
    (is_copy_word(&word.to_lowercase()) && OF_WORDS.contains(&of)).then_some(rest)
}

/// A name without ` - Copie`, ` copy 2` and the like at its end.
fn strip_word(stem: &str) -> Option<&str> {
    let lower = stem.to_lowercase();
    // Lower case may be of another length: then nothing is cut.
    if lower.len() != stem.len() {
        return None;
    }
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = if bare.len() < lower.len() {
        bare.strip_suffix(' ')?
    } else {
        bare
    };
    let word = COPY_WORDS.iter().find_map(|word| bare.strip_suffix(word))?;
    let word = word
        .strip_suffix(" - ")
        .or_else(|| word.strip_suffix(' '))?;
    stem.get(..word.len()).filter(|stem| !stem.is_empty())
}

/// A name without the tag of Syncthing, ownCloud or Resilio at its end.
fn strip_sync(stem: &str) -> Option<&str> {
    let syncthing = stem.rsplit_once(".sync-conflict-").filter(|(_, tag)| {
        let mut parts = tag.split('-');
        let stamp = parts.next().is_some_and(|date| digits(date, 8))
            && parts.next().is_some_and(|time| digits(time, 6));
        // Before version 0.14.46 no device was named.
        let device = parts.next().is_none_or(|id| {
            id.len() == 7
                && id
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        stamp && device && parts.next().is_none()
    });
    let owncloud = || {
        stem.rsplit_once("_conflict-").filter(|(_, tag)| {
            let mut parts = tag.rsplit('-');
            parts.next().is_some_and(|time| digits(time, 6))
                && parts.next().is_some_and(|date| digits(date, 8))
        })
    };
    let (stem, _) = syncthing.or_else(owncloud)?;
    (!stem.is_empty()).then_some(stem)
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// What stands before the bracket at the end of a name, and in it. Brackets may be the wide ones of
/// East Asian names.
fn bracket(stem: &str) -> Option<(&str, &str)> {
    let inner = stem.strip_suffix([')', '）', ']'])?;
    let mut depth = 0;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' | '）' | ']' => depth += 1,
            '(' | '（' | '[' if depth > 0 => depth -= 1,
            '(' | '（' | '[' => {
                let before = inner[..at].trim_end_matches([' ', '\u{a0}']);
                return (!before.is_empty()).then_some((before, &inner[at + c.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}

/// Whether a text holds a date such as `2024-01-31`, of a month and a day that there are.
fn holds_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |at: std::ops::Range<usize>| -> Option<u32> {
        let part = bytes.get(at)?;
        part.iter().all(u8::is_ascii_digit).then_some(())?;
        std::str::from_utf8(part).ok()?.parse().ok()
    };
    (0..bytes.len().saturating_sub(9)).any(|at| {
        let apart = [at + 4, at + 7].map(|at| matches!(bytes[at], b'-' | b'.' | b'_'));
        let alone = at == 0 || !bytes[at - 1].is_ascii_digit();
        alone
            && apart == [true, true]
            && number(at..at + 4).is_some_and(|year| (1990..2200).contains(&year))
            && number(at + 5..at + 7).is_some_and(|month| (1..=12).contains(&month))
            && number(at + 8..at + 10).is_some_and(|day| (1..=31).contains(&day))
    })
}
