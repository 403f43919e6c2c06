//! Words that are not the article's, such as names of files, made safe to show.

/// On one line, and without codes that a terminal would obey: control characters become spaces, and
/// marks that turn the direction of writing go.
pub fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| !turns(*c));
    kept.map(|c| match c {
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    })
    .collect()
}
