//! Conversion between bytes, code points and UTF-16 units by sparse checkpoints.

/// Bytes between two checkpoints: a conversion counts at most this many.
const STEP: usize = 256;

/// Counts of code points and UTF-16 units before every [`STEP`]th byte of a text.
#[derive(Debug)]
pub struct CharIndex {
    /// `(byte, code points before it, UTF-16 units before it)`, ascending, the text's end last.
    marks: Vec<(usize, usize, usize)>,
}

impl CharIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut marks = vec![(0, 0, 0)];
        let (mut chars, mut units, mut at) = (0, 0, 0);
        while at < text.len() {
            let next = text.floor_char_boundary((at + STEP).min(text.len()));
            let (c, u) = count(&text[at..next]);
            chars += c;
            units += u;
            at = next;
            marks.push((at, chars, units));
        }
        Self { marks }
    }

    /// Length of the text in code points.
    pub fn char_len(&self) -> usize {
        self.marks.last().map_or(0, |mark| mark.1)
    }

    /// Length of the text in UTF-16 units.
    pub fn utf16_len(&self) -> usize {
        self.marks.last().map_or(0, |mark| mark.2)
    }

    /// Code points before a byte that lies on a code point border.
    pub fn char_of_byte(&self, text: &str, byte: usize) -> usize {
        let (start, chars, _) = self.mark_before(|mark| mark.0 <= byte);
        chars + count(&text[start..byte]).0
    }

    /// UTF-16 units before a byte that lies on a code point border.
    pub fn utf16_of_byte(&self, text: &str, byte: usize) -> usize {
        let (start, _, units) = self.mark_before(|mark| mark.0 <= byte);
        units + count(&text[start..byte]).1
    }

    /// The byte where code point number `char` starts; the text's length for its end and beyond.
    pub fn byte_of_char(&self, text: &str, char: usize) -> usize {
        let (start, chars, _) = self.mark_before(|mark| mark.1 <= char);
        start + nth_char(&text.as_bytes()[start..], char - chars)
    }

    /// The byte where UTF-16 unit number `unit` starts; `None` inside a surrogate pair.
    pub fn byte_of_utf16(&self, text: &str, unit: usize) -> Option<usize> {
        let (start, _, units) = self.mark_before(|mark| mark.2 <= unit);
        let mut seen = units;
        for (offset, c) in text[start..].char_indices() {
            if seen >= unit {
                return (seen == unit).then_some(start + offset);
            }
            seen += c.len_utf16();
        }
        (seen == unit).then_some(text.len())
    }

    fn mark_before(
        &self,
        at_or_before: impl Fn(&(usize, usize, usize)) -> bool,
    ) -> (usize, usize, usize) {
        let after = self.marks.partition_point(at_or_before);
        self.marks[after.saturating_sub(1)]
    }
}

/// The byte where a code point starts, counted from the start of a text; its length where it has no
/// such code point. Every mark of an article is found by this.
fn nth_char(text: &[u8], mut nth: usize) -> usize {
    let mut at = 0;
    let (words, _) = text.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        // One bit a byte that continues a code point: those that start with the bits 10.
        let within = (word >> 7) & !(word >> 6) & 0x0101_0101_0101_0101;
        let starts = 8 - within.count_ones() as usize;
        if starts > nth {
            break;
        }
        nth -= starts;
        at += 8;
    }
    let mut rest = text[at..].iter().enumerate();
    let starts = rest.by_ref().filter(|(_, byte)| **byte & 0xC0 != 0x80);
    let found = starts.map(|(offset, _)| at + offset).nth(nth);
    found.unwrap_or(text.len())
}

/// Code points and UTF-16 units of a piece of text.
fn count(text: &str) -> (usize, usize) {
    // Every byte that does not continue a code point starts one; four-byte ones take two units.
    text.bytes().fold((0, 0), |(chars, units), byte| {
        (
            chars + usize::from(byte & 0xC0 != 0x80),
            units + usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0),
        )
    })
}
