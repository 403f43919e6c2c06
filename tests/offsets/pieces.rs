//! Texts of all that breaks offsets, from a number; and how slow but obvious code reads them.

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
}

/// What breaks offsets, by class.
pub const CLASSES: [(&str, &[&str]); 16] = [
    (
        "emoji",
        &["😀", "👍🏽", "❤\u{fe0f}", "❤\u{fe0e}", "1\u{fe0f}\u{20e3}"],
    ),
    (
        "families",
        &[
            "👩\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "👩🏽\u{200d}🚒",
            "\u{200d}",
        ],
    ),
    (
        "flags",
        &["🇫🇷", "🇫", "🇫🇷🇬🇧", "🏴\u{e0067}\u{e0062}\u{e007f}"],
    ),
    (
        "NFC and NFD",
        &[
            "é",
            "e\u{301}",
            "ệ",
            "e\u{323}\u{302}",
            "Å",
            "A\u{30a}",
            "\u{212b}",
            "ﬁ",
        ],
    ),
    (
        "lone marks",
        &[
            "\u{301}",
            "\u{301}\u{301}",
            "\u{fe0f}",
            "\u{200c}",
            "a\u{20dd}",
        ],
    ),
    (
        "right to left",
        &[
            "العربية ",
            "سَلام",
            "עִבְרִית ",
            "\u{200f}",
            "\u{202e}abc\u{202c}",
            "\u{2067}x\u{2069}",
        ],
    ),
    (
        "wide",
        &[
            "報道",
            "の",
            "한국어 ",
            "각",
            "\u{1112}\u{1161}\u{11ab}",
            "𠮷",
            "ｆｕｌｌ",
        ],
    ),
    ("India and Thailand", &["क्षि", "தமிழ்", "ไทยำ", "ຳ"]),
    ("line ends", &["\r\n", "\r", "\n", "\n\r", "\r\r\n", "\n\n"]),
    (
        "marks of byte order",
        &["\u{feff}", "\u{feff}\u{feff}", "a\u{feff}b", "\u{fffe}"],
    ),
    (
        "separators",
        &["\u{2028}", "\u{2029}", "\u{b}", "\u{c}", "\u{85}", "\u{1c}"],
    ),
    ("hyphens", &["co\u{ad}op", "\u{2011}", "\u{2010}", "\u{ad}"]),
    (
        "spaces",
        &[
            "\u{a0}", "\u{202f}", " ", "\u{2009}", "\u{3000}", "\u{200b}", "\u{2060}", "\t",
        ],
    ),
    (
        "French",
        &[
            "«\u{a0}été\u{a0}»",
            "l’",
            "œuvre\u{202f}!",
            "M.\u{a0}Dupont",
            "10\u{202f}000\u{a0}€",
        ],
    ),
    (
        "beyond 16 bits",
        &["𝔘", "𐍈", "\u{10ffff}", "\u{1f1eb}", "\u{e000}"],
    ),
    (
        "words",
        &[
            "Le maire ",
            "a dit. ",
            "scandale",
            ", ",
            "x",
            "= 1 ",
            "\"q\" ",
            "<b>&amp;",
        ],
    ),
];

/// A text of pieces, mostly of one class.
pub fn text(chance: &mut Chance, class: usize, pieces: usize) -> String {
    let mut text = String::new();
    for _ in 0..=chance.below(pieces) {
        let class = match chance.below(3) {
            0 => chance.below(CLASSES.len()),
            1 => CLASSES.len() - 1,
            _ => class,
        };
        let choices = CLASSES[class].1;
        text.push_str(choices[chance.below(choices.len())]);
    }
    text
}

/// The text of an article as the slow reference has it: without its mark of byte order, and with one
/// line end for each of LF, CR and CR LF.
pub fn slowly(decoded: &str) -> Vec<char> {
    let all: Vec<char> = decoded.chars().collect();
    let mut plain = Vec::new();
    let mut at = usize::from(all.first() == Some(&'\u{feff}'));
    while at < all.len() {
        if all[at] == '\r' && all.get(at + 1) == Some(&'\n') {
            at += 1;
        }
        plain.push(if all[at] == '\r' { '\n' } else { all[at] });
        at += 1;
    }
    plain
}

/// The words between two code points.
pub fn part(chars: &[char], from: usize, to: usize) -> String {
    chars[from..to].iter().collect()
}

/// Whether the article can be opened at all: it has a word, and no NUL.
pub fn is_article(decoded: &str) -> bool {
    let chars = slowly(decoded);
    chars.iter().any(|c| c.is_alphanumeric()) && !chars.contains(&'\0')
}
