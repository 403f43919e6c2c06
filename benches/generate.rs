//! Text for measurements: made anew from a seed, never by repeating one paragraph.

use postil::text::SourceText;

/// A small generator of pseudo-random numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    /// The same numbers for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Any number, to make ids of.
    pub fn bits(&mut self) -> u128 {
        u128::from(self.next()) << 64
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const SMALL: [&str; 24] = [
    "le", "la", "les", "de", "des", "du", "un", "une", "et", "à", "en", "que", "qui", "dans",
    "pour", "sur", "par", "avec", "ne", "pas", "au", "aux", "plus", "ce",
];
const STARTS: [&str; 20] = [
    "b", "br", "c", "ch", "cl", "d", "f", "g", "gr", "j", "l", "m", "n", "p", "pr", "r", "s", "t",
    "tr", "v",
];
const MIDDLES: [&str; 16] = [
    "a", "e", "i", "o", "u", "é", "ai", "au", "eu", "ou", "on", "an", "in", "œu", "è", "ê",
];
const ENDS: [&str; 14] = [
    "r", "s", "t", "l", "n", "ment", "tion", "té", "que", "re", "ge", "rs", "ble", "e",
];

/// A made-up word: there are millions.
fn word(random: &mut Random, text: &mut String) {
    if random.below(5) < 2 {
        text.push_str(random.of(&SMALL));
        return;
    }
    if random.below(12) == 0 {
        text.push_str(random.of(&["l’", "d’", "qu’", "n’"]));
        text.push_str(random.of(&["a", "é", "i", "o"]));
    }
    for _ in 0..=random.below(3) {
        text.push_str(random.of(&STARTS));
        text.push_str(random.of(&MIDDLES));
    }
    text.push_str(random.of(&ENDS));
    if random.below(40) == 0 {
        text.push_str(&format!(" {}", random.below(10_000)));
    }
}

fn sentence(random: &mut Random, text: &mut String) {
    let start = text.len();
    let quoted = random.below(6) == 0;
    if quoted {
        text.push_str("« ");
    }
    for number in 0..5 + random.below(25) {
        if number > 0 {
            text.push_str(random.of(&[
                " ", " ", " ", " ", " ", " ", ", ", " ", " ", " : ", " ", " — ",
            ]));
        }
        word(random, text);
    }
    if quoted {
        text.push_str(" »");
    }
    text.push_str(random.of(&[".", ".", ".", " !", " ?", "…"]));
    let first = text[start..]
        .char_indices()
        .find(|(_, c)| c.is_alphabetic());
    if let Some((at, c)) = first {
        let at = start + at;
        text.replace_range(at..at + c.len_utf8(), &c.to_uppercase().to_string());
    }
}

/// Paragraphs of three to nine sentences, together at least so many bytes.
pub fn text(bytes: usize, seed: u64) -> SourceText {
    let mut random = Random::new(seed);
    let mut text = String::with_capacity(bytes + 4096);
    while text.len() < bytes {
        for _ in 0..3 + random.below(7) {
            sentence(&mut random, &mut text);
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    SourceText::new(&text)
}

/// The same as one line.
pub fn one_line(bytes: usize, seed: u64) -> SourceText {
    SourceText::new(&text(bytes, seed).as_str().trim_end().replace('\n', " "))
}

/// A sentence, so many empty lines, and a sentence.
pub fn empty_lines(count: usize) -> SourceText {
    let lines = "\n".repeat(count);
    SourceText::new(&format!("Le début est ici.{lines}La fin est là.\n"))
}
