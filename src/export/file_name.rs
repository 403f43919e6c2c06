//! File names of an export: safe on every file system, and none twice.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

/// Longest name of an article in bytes; with number and extension it stays below the usual 255.
const MAX_STEM: usize = 200;

/// Gives out the names of one export.
pub struct FileNames {
    extension: &'static str,
    taken: HashSet<String>,
}

impl FileNames {
    /// For files with an extension.
    pub fn new(extension: &'static str) -> Self {
        Self {
            extension,
            taken: HashSet::new(),
        }
    }

    /// `tribune.txt.html`; the second article of that name gets `tribune.txt-2.html`.
    pub fn of_article(&mut self, file_name: &str) -> String {
        let stem = safe(file_name);
        let mut name = format!("{stem}.{}", self.extension);
        let mut number = 2;
        while !self.taken.insert(folded(&name)) {
            name = format!("{stem}-{number}.{}", self.extension);
            number += 1;
        }
        name
    }

    /// The one file of a bundle.
    pub fn bundle(&self) -> String {
        format!("postil.{}", self.extension)
    }
}

/// As file systems that know no case and no normalisation compare names.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Takes out what some system refuses or reads as something else.
fn safe(name: &str) -> String {
    let mut stem: String = name
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    if first.is_empty() || is_reserved(first) {
        stem.insert(0, '_');
    }
    stem.truncate(stem.floor_char_boundary(MAX_STEM));
    stem
}

/// Names that Windows keeps for devices, whatever follows them.
fn is_reserved(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let numbered = |stem| {
        let rest = upper.strip_prefix(stem);
        rest.is_some_and(|rest| rest.chars().count() == 1 && rest != "0")
    };
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = FileNames::new("html");
        for (article, name) in [
            ("tribune.txt", "tribune.txt.html"),
            ("Tribune.TXT", "Tribune.TXT-2.html"),
            ("tribune.txt", "tribune.txt-3.html"),
            ("tribune.txt-2", "tribune.txt-2-2.html"),
            ("été.md", "été.md.html"),
            ("e\u{301}te\u{301}.md", "e\u{301}te\u{301}.md-2.html"),
            ("../a:b\n.txt", "_.._a_b_.txt.html"),
            (".hidden", "_.hidden.html"),
            ("con.txt", "_con.txt.html"),
            ("", "_.html"),
        ] {
            assert_eq!(names.of_article(article), name, "{article:?}");
        }
        let long = names.of_article(&"é".repeat(300));
        assert!(long.len() <= MAX_STEM + 5, "{long}");
    }
}
