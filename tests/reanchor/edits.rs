//! Scripted edits of an article with known truth: every piece of the new text remembers which piece of
//! the old one it was.

use std::ops::Range;

/// A small generator of pseudo-random numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Whether something with a chance of so many in a hundred happens.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A word, or what lies between two.
#[derive(Clone, Debug)]
pub struct Atom {
    pub text: String,
    /// Where it was in the old text.
    pub from: Option<Range<usize>>,
    pub word: bool,
    /// Whether it is still the word that it was, typing errors aside.
    pub kept: bool,
    /// Number of the copy, where a paragraph was doubled.
    pub copy: usize,
}

/// Paragraphs of sentences of atoms.
pub type Draft = Vec<Vec<Vec<Atom>>>;

/// An article as a draft. A sentence goes to the end of its line or to a full stop before a capital.
pub fn draft(text: &str) -> Draft {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let mut sentences = vec![Vec::new()];
            for (bytes, word) in atoms(line) {
                let part = &line[bytes.clone()];
                let capital = part.starts_with(char::is_uppercase);
                let current: &mut Vec<Atom> = sentences.last_mut().unwrap();
                let ended = current.len() >= 2 && {
                    let end = current.last().unwrap();
                    !end.word && end.text.contains(['.', '!', '?', '…']) && end.text.ends_with(' ')
                };
                if word && capital && ended {
                    sentences.push(Vec::new());
                }
                sentences.last_mut().unwrap().push(Atom {
                    text: part.to_owned(),
                    from: Some(at + bytes.start..at + bytes.end),
                    word,
                    kept: true,
                    copy: 0,
                });
            }
            at += line.len();
            sentences
        })
        .collect()
}

fn atoms(line: &str) -> Vec<(Range<usize>, bool)> {
    let mut atoms: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, c) in line.char_indices() {
        let word = c.is_alphanumeric() || c == '\u{301}';
        let end = at + c.len_utf8();
        match atoms.last_mut() {
            Some((bytes, same)) if *same == word => bytes.end = end,
            _ => atoms.push((at..end, word)),
        }
    }
    atoms
}

pub fn words(draft: &mut Draft) -> impl Iterator<Item = &mut Atom> {
    let atoms = draft.iter_mut().flatten().flatten();
    atoms.filter(|atom| atom.word)
}

/// Every word is replaced with a chance of so many in a hundred.
pub fn replace_words(draft: &mut Draft, percent: usize, pool: &[String], random: &mut Random) {
    for atom in words(draft) {
        if random.percent(percent) {
            let new = random.of(pool).clone();
            if !same_word(&new.to_lowercase(), &atom.text.to_lowercase()) {
                atom.text = new;
                atom.kept = false;
            }
        }
    }
}

/// Whether a person would take a word for another one: the same letters, but for one where there are five
/// and more. By chance `Tobin` becomes `Tobyn`, which is a typing error and no other word.
fn same_word(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let ends = a.iter().rev().zip(b.iter().rev());
    let end = ends.take(short - start).take_while(|(a, b)| a == b).count();
    a == b || (short >= 5 && start + end + 1 >= long)
}

/// In words of five letters and more, a letter is left out, doubled or changes places with the next.
pub fn fix_typos(draft: &mut Draft, percent: usize, random: &mut Random) {
    for atom in words(draft) {
        let mut letters: Vec<char> = atom.text.chars().collect();
        if letters.len() < 5 || !random.percent(percent) {
            continue;
        }
        let at = 1 + random.below(letters.len() - 2);
        match random.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            _ => letters.swap(at, at + 1),
        }
        atom.text = letters.into_iter().collect();
    }
}

fn made_up(pool: &[String], random: &mut Random) -> Vec<Atom> {
    let mut sentence = Vec::new();
    let mut put = |text: String, word| {
        sentence.push(Atom {
            text,
            from: None,
            word,
            kept: true,
            copy: 0,
        });
    };
    let length = 5 + random.below(15);
    for number in 0..length {
        put(random.of(pool).clone(), true);
        let end = if number + 1 == length { ". " } else { " " };
        put(end.to_owned(), false);
    }
    sentence
}

/// Puts new sentences in and takes others out, so many in a hundred of each.
pub fn change_sentences(draft: &mut Draft, percent: usize, pool: &[String], random: &mut Random) {
    for paragraph in draft.iter_mut().filter(|paragraph| has_words(paragraph)) {
        let mut new = Vec::new();
        let last = paragraph.len() - 1;
        for (number, sentence) in paragraph.drain(..).enumerate() {
            if random.percent(percent) {
                new.push(made_up(pool, random));
            }
            // The last one holds the end of the line.
            if number == last || !random.percent(percent) {
                new.push(sentence);
            }
        }
        *paragraph = new;
    }
}

fn has_words(paragraph: &[Vec<Atom>]) -> bool {
    paragraph.iter().flatten().any(|atom| atom.word)
}

/// Takes paragraphs out and puts them elsewhere.
pub fn move_paragraphs(draft: &mut Draft, count: usize, random: &mut Random) {
    for _ in 0..count {
        let from = random.below(draft.len());
        let paragraph = draft.remove(from);
        let to = random.below(draft.len() + 1);
        put(draft, to, paragraph);
    }
}

/// Puts a second copy of paragraphs elsewhere.
pub fn double_paragraphs(draft: &mut Draft, count: usize, random: &mut Random) {
    for number in 1..=count {
        let mut paragraph = random.of(draft).clone();
        for atom in paragraph.iter_mut().flatten() {
            atom.copy += number * 1000;
        }
        let to = random.below(draft.len() + 1);
        put(draft, to, paragraph);
    }
}

/// Puts a paragraph somewhere. Where it comes after the last one, that one gets an end, too: two lines
/// in one would make another word of the last of the first and the first of the second.
fn put(draft: &mut Draft, to: usize, paragraph: Vec<Vec<Atom>>) {
    if let Some(before) = to.checked_sub(1).and_then(|before| draft.get_mut(before)) {
        *before = ended(std::mem::take(before));
    }
    draft.insert(to, ended(paragraph));
}

/// The last line of a file may have no end.
fn ended(mut paragraph: Vec<Vec<Atom>>) -> Vec<Vec<Atom>> {
    if let Some(last) = paragraph
        .last_mut()
        .and_then(|sentence| sentence.last_mut())
        && !last.text.ends_with('\n')
    {
        let end = Atom {
            text: "\n".to_owned(),
            from: None,
            word: false,
            kept: true,
            copy: last.copy,
        };
        paragraph.push(vec![end]);
    }
    paragraph
}

/// Straight quotation marks and apostrophes, plain spaces, three dots.
pub fn normalise(draft: &mut Draft) {
    for atom in draft
        .iter_mut()
        .flatten()
        .flatten()
        .filter(|atom| !atom.word)
    {
        for (from, to) in [
            ("« ", "\""),
            ("«\u{a0}", "\""),
            ("«\u{202f}", "\""),
            ("«", "\""),
            (" »", "\""),
            ("\u{a0}»", "\""),
            ("\u{202f}»", "\""),
            ("»", "\""),
            ("“", "\""),
            ("”", "\""),
            ("’", "'"),
            ("‘", "'"),
            ("\u{a0}", " "),
            ("\u{202f}", " "),
            ("…", "..."),
            ("—", "-"),
            ("–", "-"),
        ] {
            atom.text = atom.text.replace(from, to);
        }
    }
}

/// The text of a draft, and where each piece stands in it.
pub fn written(draft: &Draft) -> (String, Vec<(Range<usize>, &Atom)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for atom in draft.iter().flatten().flatten() {
        let start = text.len();
        text.push_str(&atom.text);
        places.push((start..text.len(), atom));
    }
    (text, places)
}

/// Where a passage of the old text is now, once for each copy that is left, and whether enough of its
/// words remain for it to be the same passage.
pub fn truth(
    old: &Range<usize>,
    places: &[(Range<usize>, &Atom)],
    words: usize,
) -> Vec<(Range<usize>, bool)> {
    let mut copies: Vec<(usize, Range<usize>, usize)> = Vec::new();
    for (bytes, atom) in places {
        let Some(from) = &atom.from else { continue };
        if from.start >= old.end || from.end <= old.start {
            continue;
        }
        // A piece between words may lie half outside.
        let (mut start, mut end) = (bytes.start, bytes.end);
        if from.start < old.start {
            start = end - (from.end - old.start).min(end - start);
        }
        if from.end > old.end {
            end = start + (old.end - from.start.max(old.start)).min(end - start);
        }
        let kept = usize::from(atom.word && atom.kept);
        match copies.iter_mut().find(|copy| copy.0 == atom.copy) {
            Some(copy) => {
                copy.1.end = end;
                copy.2 += kept;
            }
            None => copies.push((atom.copy, start..end, kept)),
        }
    }
    copies
        .into_iter()
        .filter(|(_, _, kept)| *kept > 0)
        .map(|(_, bytes, kept)| (bytes, kept * 10 >= words * 7))
        .collect()
}
