//! What stands in a RON file beside its values: comments and the names of fields.
//!
//! The RON reader drops comments and unknown fields without a word, so whoever means to write a file
//! again that people wrote looks for them first. The text is one that the reader has taken.

/// Something in a RON file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// A comment.
    Comment,
    /// The name of a field.
    Field(&'t str),
}

/// Comments and names of fields, in the order of the text.
pub(super) fn scan(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (found, after) = step(rest)?;
            rest = after;
            if found.is_some() {
                return found;
            }
        }
    })
}

/// The strings of a text as they are written, with the bytes at which they start.
pub(super) fn strings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (here, (_, after)) = (rest, step(rest)?);
            rest = after;
            let written = &here[..here.len() - after.len()];
            if written.ends_with(['"', '#']) && written.starts_with(['"', 'r']) {
                return Some((text.len() - here.len(), written));
            }
        }
    })
}

/// What begins a text, if anything to be told, and what follows it; `None` at the end.
fn step(text: &str) -> Option<(Option<Found<'_>>, &str)> {
    let first = text.chars().next()?;
    if let Some(line) = text.strip_prefix("//") {
        let end = line.find('\n').unwrap_or(line.len());
        return Some((Some(Found::Comment), &line[end..]));
    }
    if text.starts_with("/*") {
        return Some((Some(Found::Comment), after_block(text)));
    }
    match first {
        '"' => Some((None, after_string(&text[1..]))),
        '\'' => Some((None, after_char(&text[1..]))),
        'r' if after_raw(text).is_some() => Some((None, after_raw(text)?)),
        c if c.is_alphanumeric() || c == '_' => {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
            let (name, after) = text.split_at(end);
            let field = after.trim_start().starts_with(':');
            Some((field.then_some(Found::Field(name)), after))
        }
        c => Some((None, &text[c.len_utf8()..])),
    }
}

/// After a block comment, which may hold others.
fn after_block(text: &str) -> &str {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return &text[at..];
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    ""
}

/// After the closing quotation mark of a string that has just been opened.
fn after_string(text: &str) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[at + 1..],
            _ => {}
        }
    }
    ""
}

/// After a character such as `'"'` or `'\''` that has just been opened.
fn after_char(text: &str) -> &str {
    let skip = usize::from(text.starts_with('\\'));
    let first = text[skip..].chars().next().map_or(0, char::len_utf8);
    let from = skip + first;
    match text[from..].find('\'') {
        Some(end) => &text[from + end + 1..],
        None => "",
    }
}

/// After a raw string (`r#"…"#`); `None` where there is none.
fn after_raw(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('r')?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", &inner[..hashes]);
    let at = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(&body[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Found<'_>> {
        scan(text).collect()
    }

    #[test]
    fn comments_and_fields_are_found_and_nothing_in_strings() {
        use Found::{Comment, Field};
        let text = "(a: \"// no \\\" /* no */ x: 1\", b_1 : [1, 2], // yes\n c: r#\"// \" no: \"#, /* a /* b */ c */ d: '\"', e: '\\'' , f: true)";
        let expected = [
            Field("a"),
            Field("b_1"),
            Comment,
            Field("c"),
            Comment,
            Field("d"),
            Field("e"),
            Field("f"),
        ];
        assert_eq!(found(text), expected);
        let written: Vec<_> = strings("a: \"b\\\"\", 'c', // \"no\"\n r#\"d\"e\"#: r").collect();
        assert_eq!(written, [(3, "\"b\\\"\""), (24, "r#\"d\"e\"#")]);
        assert_eq!(found("{\"en\": \"« a // b »\", \"fr\": \"é: è\"}"), []);
        for odd in ["", "/*", "\"", "'", "r#\"", "r", "//", "/", "'\\", "é"] {
            let _ = found(odd);
        }
    }
}
