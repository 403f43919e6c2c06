//! [`Markup`]: HTML that can't be broken from inside.
//!
//! What is written as it stands must be `&'static str`, so text that comes from a file can only go
//! through [`Markup::text`] and [`Markup::attr`], which escape it.

use std::fmt::Write as _;

/// HTML in the making.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// Tags of the program's own.
    pub fn raw(&mut self, tags: &'static str) -> &mut Self {
        self.0.push_str(tags);
        self
    }

    /// Text from anywhere.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// A number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        // Writing to a string can't fail.
        let _ = write!(self.0, "{number}");
        self
    }

    /// An attribute of the tag that is being written, its value from anywhere.
    pub fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        push_escaped(&mut self.0, value);
        self.0.push('"');
        self
    }

    /// Markup made apart.
    pub fn append(&mut self, other: &Markup) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// An element that holds only text.
    pub fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// The bytes of the file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// What was written so far.
    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Escapes for element content and for attributes in double quotes alike, and replaces what HTML
/// forbids by U+FFFD. A carriage return would be read as a line feed, so it is written as one.
fn push_escaped(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            c if is_forbidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// Controls but white space, and noncharacters.
pub fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}'))
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_cleaned() {
        let mut html = Markup::default();
        html.raw("<p").attr("title", "\"><b>'&\r\n").raw(">");
        html.text("a<b>\0\u{b}\u{9f}\u{fffe}\u{1ffff}\u{fdd0}\tz\r")
            .raw("</p>");
        assert_eq!(
            html.as_str(),
            "<p title=\"&quot;&gt;&lt;b&gt;&#39;&amp;\n\">a&lt;b&gt;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\tz\n</p>"
        );
    }
}
