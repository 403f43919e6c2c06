//! Telling text from what is not text.

/// Code points that are looked at.
const HEAD: usize = 64 * 1024;

/// Starts of files that people take for text: their bytes may hold few control characters.
const MAGIC: [&[u8]; 11] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\x7fELF",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
];

/// Whether the bytes are those of a well-known format that is not plain text.
pub(super) fn known_binary(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|start| bytes.starts_with(start))
}

/// Whether decoded text holds what no text has: a NUL, or control characters for more than one code
/// point in a hundred (a terminal's escape or an old end-of-file mark may stray into a short one).
pub(super) fn looks_binary(text: &str) -> bool {
    let (mut seen, mut odd) = (0usize, 0usize);
    for c in text.chars().take(HEAD) {
        seen += 1;
        match c {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => {}
            c if c.is_control() => odd += 1,
            _ => {}
        }
    }
    (odd > 2 && odd * 100 > seen) || odd * 2 > seen
}

/// Whether a zero byte stands near the start: in an encoding that holds ASCII, it is a NUL.
pub(super) fn starts_with_zeros(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD)].contains(&0)
}
