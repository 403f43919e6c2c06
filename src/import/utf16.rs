//! UTF-16 without a byte order mark, known by where its zero bytes stand.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at.
const HEAD: usize = 64 * 1024;

/// Which UTF-16 these bytes are, if they are text in it.
///
/// The upper byte of a Latin letter, digit, space or line end is zero: in such a text far more zeros
/// stand on one side of the pairs than on the other, and no pair is zero.
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
    // Half of the pairs: French and English have more, scripts beyond Latin have their spaces only
    // and must be chosen by a person.
    if odd * 2 >= pairs && odd > even * 8 {
        Some(UTF_16LE)
    } else if even * 2 >= pairs && even > odd * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}
