//! Reviewers and the names under which their files stand.

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::text::sha256_hex;

/// Who annotates: a pseudonym for people, and an id that tells two people of one pseudonym apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reviewer {
    /// The pseudonym in NFC, without white space around it.
    pub name: String,
    /// Random; says nothing about the person.
    pub id: Uuid,
}

/// Why a pseudonym can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing to see in it.
    Empty,
    /// It looks like an e-mail address, which would give the person away.
    LooksLikeEmail,
}

/// Longest file key in bytes: leaves room for the article's name within the usual 255. A longer one
/// is cut and ends with a part of the name's hash instead.
const MAX_KEY: usize = 120;

/// Takes a pseudonym as a person typed it.
///
/// # Errors
/// When it is empty or looks like an e-mail address.
pub fn check_name(typed: &str) -> Result<String, NameProblem> {
    let name: String = typed.trim().nfc().collect();
    if name.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(NameProblem::Empty);
    }
    if looks_like_email(&name) {
        return Err(NameProblem::LooksLikeEmail);
    }
    Ok(name)
}

/// Something, an at sign, something with a full stop between two characters.
fn looks_like_email(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        word.split_once(['@', '＠']).is_some_and(|(user, host)| {
            !user.is_empty() && host.trim_matches('.').contains(['.', '．'])
        })
    })
}

/// The REVIEWER part of `ARTICLE.EXT.REVIEWER.ann.ron`: letters, digits, `-` and `_` of any script are
/// kept, everything else and names reserved on Windows are percent-encoded as UTF-8.
pub fn file_key(name: &str) -> String {
    let name: String = name.nfc().collect();
    let mut key = String::new();
    let reserved = is_reserved_on_windows(&name);
    for (at, c) in name.chars().enumerate() {
        let plain = c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c);
        if plain && !(reserved && at == 0) {
            key.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                key.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    if key.len() > MAX_KEY {
        let digits = &sha256_hex(&[name.as_bytes()])[..8];
        let mut cut = key.floor_char_boundary(MAX_KEY - digits.len() - 1);
        // Never inside a percent code.
        if let Some(percent) = key[..cut].rfind('%').filter(|at| cut - at < 3) {
            cut = percent;
        }
        key.truncate(cut);
        key.push('-');
        key.push_str(digits);
    }
    key
}

/// Whether two pseudonyms are one: compared in NFC and without case, as file systems may do.
pub fn same_name(a: &str, b: &str) -> bool {
    let fold = |name: &str| name.nfc().flat_map(char::to_lowercase).collect::<String>();
    fold(a) == fold(b)
}

/// Combining marks that NFC leaves alone belong to the letters before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether Windows keeps a file name without its extension for a device.
pub fn is_reserved_on_windows(name: &str) -> bool {
    let upper = name.to_uppercase();
    let numbered = |stem: &str| {
        upper.strip_prefix(stem).is_some_and(|rest| {
            matches!(
                rest.chars().collect::<Vec<_>>()[..],
                ['0'..='9' | '¹' | '²' | '³']
            )
        })
    };
    matches!(
        upper.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_file_keys() {
        for (name, key) in [
            ("Alice", "Alice"),
            ("Élève-3", "Élève-3"),
            ("E\u{301}lodie", "Élodie"),
            ("le chat", "le%20chat"),
            ("a/b\\c..d", "a%2Fb%5Cc%2E%2Ed"),
            ("con", "%63on"),
            ("COM1", "%43OM1"),
            ("100 %", "100%20%25"),
            ("Мышь", "Мышь"),
            ("😀", "%F0%9F%98%80"),
        ] {
            assert_eq!(file_key(name), key, "{name}");
        }
    }

    #[test]
    fn e_mail_addresses_are_refused() {
        for name in [
            "ann@school.org",
            " ann@mail.school.fr ",
            "Ann (ann@a.b)",
            "a＠b．fr",
        ] {
            assert_eq!(check_name(name), Err(NameProblem::LooksLikeEmail), "{name}");
        }
        for name in ["@ann", "ann@home", "Ann. B", "a @ b.c"] {
            assert_eq!(check_name(name).as_deref(), Ok(name));
        }
        assert_eq!(check_name(" \u{a0} "), Err(NameProblem::Empty));
        let (long, other) = ("é%".repeat(100), "é%".repeat(101));
        assert!(check_name(&long).is_ok() && file_key(&long).len() <= MAX_KEY);
        assert_ne!(file_key(&long), file_key(&other));
        assert!(same_name("ÉLODIE", "E\u{301}lodie"));
    }
}
