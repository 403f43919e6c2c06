//! Writing RON that people like to read: one field a line, letters of every script as they are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Timestamp;

/// A RON text in the making.
pub(super) struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    /// Starts with a comment line and the opening of the file's one value.
    pub(super) fn new(comment: &str, capacity: usize) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str("// ");
        out.push_str(comment);
        out.push_str("\n(\n");
        Self { out, depth: 1 }
    }

    /// Starts with the opening of the value: a part of a file.
    pub(super) fn bare() -> Self {
        let out = String::from("(\n");
        Self { out, depth: 1 }
    }

    /// The whole text, with its final line end.
    pub(super) fn finish(mut self) -> String {
        self.out.push_str(")\n");
        self.out
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
    }

    /// A line that is RON already.
    pub(super) fn line(&mut self, ron: &str) {
        self.indent();
        self.out.push_str(ron);
        self.out.push('\n');
    }

    /// Opens a list or a structure on lines of their own: `annotations: [`, `(`.
    pub(super) fn open(&mut self, start: &str) {
        self.line(start);
        self.depth += 1;
    }

    /// Closes it.
    pub(super) fn close(&mut self, end: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(end);
    }

    /// A field with a text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        push_string(&mut self.out, value);
        self.out.push_str(",\n");
    }

    /// A field with a text where there is one.
    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A field with a whole number.
    pub(super) fn number(&mut self, name: &str, value: usize) {
        self.name(name);
        // Writing to a string can't fail.
        let _ = writeln!(self.out, "{value},");
    }

    /// A field with a moment.
    pub(super) fn time(&mut self, name: &str, value: Timestamp) {
        self.name(name);
        let _ = writeln!(self.out, "\"{value:.3}\",");
    }

    /// A field with a small structure or map on the same line.
    pub(super) fn inline(&mut self, name: &str, write: impl FnOnce(&mut Inline<'_>)) {
        self.name(name);
        write(&mut Inline(&mut self.out));
        self.out.push_str(",\n");
    }

    /// A small structure on a line of its own, in a list.
    pub(super) fn item(&mut self, write: impl FnOnce(&mut Inline<'_>)) {
        self.indent();
        write(&mut Inline(&mut self.out));
        self.out.push_str(",\n");
    }

    /// A text on a line of its own, in a list.
    pub(super) fn string_item(&mut self, value: &str) {
        self.indent();
        push_string(&mut self.out, value);
        self.out.push_str(",\n");
    }

    /// An entry of a map on a line of its own: `"en": "text",`.
    pub(super) fn entry(&mut self, key: &str, value: &str) {
        self.indent();
        push_string(&mut self.out, key);
        self.out.push_str(": ");
        push_string(&mut self.out, value);
        self.out.push_str(",\n");
    }

    fn name(&mut self, name: &str) {
        self.indent();
        self.out.push_str(name);
        self.out.push_str(": ");
    }
}

/// What is written within one line.
pub(super) struct Inline<'w>(&'w mut String);

impl Inline<'_> {
    /// `(name: "text", other: "text")`.
    pub(super) fn texts(&mut self, fields: &[(&str, &str)]) {
        for (at, (name, value)) in fields.iter().enumerate() {
            self.0.push_str(if at == 0 { "(" } else { ", " });
            self.0.push_str(name);
            self.0.push_str(": ");
            push_string(self.0, value);
        }
        self.0.push(')');
    }

    /// RON as it is.
    pub(super) fn ron(&mut self, ron: &str) {
        self.0.push_str(ron);
    }

    /// `[(1, 2), (3, 4)]`.
    pub(super) fn ranges(&mut self, ranges: impl Iterator<Item = (usize, usize)>) {
        self.0.push('[');
        for (at, (start, end)) in ranges.enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            let _ = write!(self.0, "{comma}({start}, {end})");
        }
        self.0.push(']');
    }

    /// `{"en": "text"}`.
    pub(super) fn map(&mut self, map: &BTreeMap<String, String>) {
        self.0.push('{');
        for (at, (key, value)) in map.iter().enumerate() {
            self.0.push_str(if at == 0 { "" } else { ", " });
            push_string(self.0, key);
            self.0.push_str(": ");
            push_string(self.0, value);
        }
        self.0.push('}');
    }
}

/// A RON string. What can be seen, and spaces of every width, stand as they are; what can't be seen
/// or turns the line around is escaped.
fn push_string(out: &mut String, value: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, c) in value.char_indices() {
        if !is_escaped(c) {
            continue;
        }
        out.push_str(&value[plain..at]);
        plain = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    out.push_str(&value[plain..]);
    out.push('"');
}

fn is_escaped(c: char) -> bool {
    match c {
        '"' | '\\' => true,
        ' '..='~' => false,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(value: &str) -> String {
        let mut out = String::new();
        push_string(&mut out, value);
        out
    }

    #[test]
    fn what_can_be_seen_stands_as_it_is() {
        let french = "« L’été\u{202f}! » — œuvre\u{a0}: 10\u{2009}%, 👩‍👩‍👧 العربية";
        assert_eq!(written(french), format!("\"{french}\""));
        assert_eq!(
            written("a\"b\\c\nd\u{202e}e\u{feff}\0"),
            "\"a\\\"b\\\\c\\nd\\u{202e}e\\u{feff}\\u{0}\""
        );
    }

    proptest! {
        #[test]
        fn every_string_reads_back(value in any::<String>(), more in "[\"\\\\\n\r\t\0\u{a0}\u{202f}\u{2028}é😀{}#'/*]{0,40}") {
            for value in [value, more] {
                prop_assert_eq!(ron::from_str::<String>(&written(&value)), Ok(value));
            }
        }
    }
}
