//! UTF-16 without a byte order mark, known by where its zero bytes stand.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at.
const HEAD: usize = 64 * 1024;

/// Which UTF-16 these bytes are, if they are text in it.
///
/// The upper byte of a Latin letter, digit, space or line end is zero: in such a text far more zeros
/// stand on one side of the pairs than on the other, and no pair is zero. Of other scripts it is the
/// spaces: there what the pairs decode to must be words as well.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let pairs = head.len() / 2;
    if pairs == 0 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        match (pair[0], pair[1]) {
            (0, 0) => return None,
            (0, _) => even += 1,
            (_, 0) => odd += 1,
            _ => {}
        }
    }
    let (encoding, zeros) = match (odd > even * 8, even > odd * 8) {
        (true, _) => (UTF_16LE, odd),
        (_, true) => (UTF_16BE, even),
        _ => return None,
    };
    // French and English have zeros in most pairs, other scripts in one of thirty at least.
    let plain = zeros * 2 >= pairs;
    (plain || (zeros * 30 >= pairs && bytes.len().is_multiple_of(2) && is_words(encoding, head)))
        .then_some(encoding)
}

/// Whether nearly all of what bytes decode to are letters of few alphabets, digits, marks and spaces.
fn is_words(encoding: &'static Encoding, head: &[u8]) -> bool {
    let (text, damaged) = encoding.decode_without_bom_handling(head);
    let all = text.chars().count();
    let good = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation())
        .count();
    let alphabets: std::collections::BTreeSet<u32> = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| u32::from(c) >> 8)
        .collect();
    // Chinese and Japanese use many blocks of 256, and more letters than anything else.
    let few = alphabets.len() <= 6 || good * 20 >= all * 19;
    !damaged && good * 10 >= all * 9 && few && !text.contains('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_is_known_by_its_spaces() {
        for text in [
            "Привет, мир. Это текст.",
            "Καλημέρα κόσμε, καλημέρα.",
            "Il a plu.",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(guess(&little), Some(UTF_16LE), "{text}");
            assert_eq!(guess(&big), Some(UTF_16BE), "{text}");
        }
        assert_eq!(guess("Привет, мир. Это текст.".as_bytes()), None);
    }
}
