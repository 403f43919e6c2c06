//! What chance makes of an input: bytes, words and lines, numbers, and whole groups of brackets.

use std::ops::Range;

/// A source of numbers, the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound.max(1)
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    /// A piece of something so long.
    fn piece(&mut self, length: usize, most: usize) -> Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(most + 1)).min(length)
    }
}

/// What RON is made of, and what breaks it.
pub const RON: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "b\"",
    "#![enable(implicit_some)]",
    "#![enable(unwrap_newtypes)]",
    "Some(",
    "None",
    "()",
    "true",
    "NaN",
    "inf",
    "-inf",
    "-",
    "1e400",
    "0x10",
    "0b2",
    "1_0",
    "version: 2",
    "version: 0",
    "\\u{1F600}",
    "\\u{D800}",
    "\\x41",
    "\\0",
    "\u{feff}",
    "\r\n",
    "\r",
    "\n",
    "\0",
    "\u{202e}",
    "é",
    "e\u{301}",
    "😀",
    "<<<<<<<\n",
    "../",
    "C:\\",
    "start: 9,",
    "checksum: \"sha256:",
    "read: [(0, 1)],",
    "unknown: 1,",
    "\"2027-01-15T08:00:00.000Z\"",
    "\"00000000-0000-0000-0000-000000000001\"",
    "'\\''",
    "..=",
    "@",
];

/// What texts are made of.
pub const TEXT: &[&str] = &[
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    ". ",
    "? ",
    " ! ",
    "…",
    "« ",
    " »",
    "\u{a0}",
    "\u{202f}",
    "“",
    "”",
    "l’",
    "M. ",
    "etc. ",
    "1. ",
    "- ",
    "\t",
    "é",
    "e\u{301}",
    "\u{301}",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "🇫🇷",
    "🇫",
    "\u{200d}",
    "\u{fe0f}",
    "العربية",
    "שָׁלוֹם",
    "\u{202e}",
    "報道",
    "の",
    "한국어",
    "ไทยำ",
    "क्षि",
    "\u{2028}",
    "\u{2029}",
    "\u{b}",
    "\u{85}",
    "\u{feff}",
    "\0",
    "\u{ad}",
    "\u{200b}",
    "𝔘",
    "maire",
    "scandale",
    "Le maire a dit. ",
    "\u{1f}",
    "\u{10ffff}",
    "A",
    "ß",
    "ﬁ",
    "İ",
    "10\u{202f}000",
    "http://a.b/?c=d#e",
];

/// Numbers at which something overflows or ends.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "7",
    "255",
    "65536",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.5",
    "1e9",
    "00",
    "٣",
];

/// A new input made of one of a pool.
pub fn mutated(chance: &mut Chance, pool: &[Vec<u8>], tokens: &[&str], longest: usize) -> Vec<u8> {
    let mut input = match pool.len() {
        0 => Vec::new(),
        length => pool[chance.below(length)].clone(),
    };
    for _ in 0..=chance.below(4) {
        mutate(chance, &mut input, pool, tokens);
        input.truncate(longest);
    }
    input
}

fn mutate(chance: &mut Chance, input: &mut Vec<u8>, pool: &[Vec<u8>], tokens: &[&str]) {
    let length = input.len();
    match chance.below(13) {
        0 if length > 0 => input[chance.below(length)] ^= 1 << chance.below(8),
        1 if length > 0 => input[chance.below(length)] = chance.below(256) as u8,
        2 => drop(input.drain(chance.piece(length, 32))),
        3 => {
            let piece = input[chance.piece(length, 64)].to_vec();
            let at = chance.below(length + 1);
            input.splice(at..at, piece);
        }
        4 | 5 => {
            let at = border(input, chance.below(length + 1));
            let token = chance.of(tokens).bytes();
            input.splice(at..at, token);
        }
        6 => {
            let piece = chance.piece(length, 12);
            let token = chance.of(tokens).bytes();
            input.splice(piece, token);
        }
        7 => replace_number(chance, input),
        8 => lines(chance, input),
        9 => group(chance, input),
        10 if !pool.is_empty() => {
            let other = &pool[chance.below(pool.len())];
            let piece = other[chance.piece(other.len(), 400)].to_vec();
            let here = chance.piece(length, 64);
            input.splice(here, piece);
        }
        11 => {
            let token = chance.of(tokens).repeat(1 + chance.below(200));
            let at = border(input, chance.below(length + 1));
            input.splice(at..at, token.bytes());
        }
        _ => input.truncate(chance.below(length + 1)),
    }
}

/// The nearest place before which no code point is cut.
fn border(input: &[u8], at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| input.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80))
        .unwrap_or(0)
}

/// Another number in the place of one.
fn replace_number(chance: &mut Chance, input: &mut Vec<u8>) {
    let digits: Vec<usize> = (0..input.len())
        .filter(|at| input[*at].is_ascii_digit())
        .collect();
    if digits.is_empty() {
        return;
    }
    let at = digits[chance.below(digits.len())];
    let is_digit = |at: &usize| input.get(*at).is_some_and(u8::is_ascii_digit);
    let start = (0..=at).rev().take_while(is_digit).last().unwrap_or(at);
    let end = (at..)
        .take_while(is_digit)
        .last()
        .map_or(at, |last| last + 1);
    let number = chance.of(NUMBERS).bytes();
    input.splice(start..end, number);
}

/// A line taken out, doubled, or put elsewhere: fields stand one a line.
fn lines(chance: &mut Chance, input: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return;
    }
    let line = lines[chance.below(lines.len())];
    let at = chance.below(lines.len());
    match chance.below(3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, line),
        _ => {
            let other = lines.remove(at);
            lines.insert(chance.below(lines.len() + 1), other);
        }
    }
    *input = lines.concat();
}

/// A whole group of brackets taken out, doubled, or put into others.
fn group(chance: &mut Chance, input: &mut Vec<u8>) {
    let opens: Vec<usize> = (0..input.len())
        .filter(|at| b"([{".contains(&input[*at]))
        .collect();
    if opens.is_empty() {
        return;
    }
    let start = opens[chance.below(opens.len())];
    let mut depth = 0usize;
    let end = (start..input.len()).find(|at| {
        match input[*at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let end = end.map_or(input.len(), |end| end + 1);
    let group = input[start..end].to_vec();
    match chance.below(3) {
        0 => drop(input.drain(start..end)),
        1 => {
            let twice = [&group[..], b", ", &group[..]].concat();
            input.splice(start..end, twice);
        }
        _ => {
            let deep = 1 + chance.below(80);
            let (open, close) = [("(", ")"), ("[", "]"), ("Some(", ")")][chance.below(3)];
            let wrapped = [
                open.repeat(deep).as_bytes(),
                &group,
                close.repeat(deep).as_bytes(),
            ]
            .concat();
            input.splice(start..end, wrapped);
        }
    }
}
