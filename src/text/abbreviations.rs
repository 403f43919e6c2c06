//! Words that decide whether a full stop ends a sentence, French and English.
//!
//! Abbreviations stand without their last full stop; those that are compared in lower case are written so.

/// Written before a name, so never the end of a sentence.
pub(super) const TITLES: [&str; 46] = [
    "M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Mgr", "Dr", "Drs", "Pr", "Prof", "Vve", "Mr",
    "Mrs", "Ms", "Mx", "Messrs", "St", "Ste", "Sts", "Mt", "Ft", "Gen", "Gén", "Col", "Cdt",
    "Capt", "Cmdr", "Cpl", "Lt", "Sgt", "Maj", "Adm", "Sen", "Sén", "Rep", "Gov", "Rev", "Hon",
    "Pres", "Prés", "Supt", "Det", "Insp", "Amb", "Atty",
];

/// Other abbreviations that never end a sentence.
pub(super) const NEVER_LAST: [&str; 18] = [
    "p", "pp", "cf", "vs", "v", "av", "bd", "éd", "éds", "trad", "dir", "viz", "approx", "env",
    "e.g", "i.e", "p.ex", "c.-à-d",
];

/// Abbreviations before a number: they end a sentence when something else follows.
pub(super) const REFERENCES: [&str; 35] = [
    "no", "nos", "n°", "nº", "art", "fig", "vol", "chap", "ch", "al", "sect", "apr", "tél", "jan",
    "janv", "feb", "févr", "fév", "mar", "avr", "juil", "jul", "jun", "aug", "sep", "sept", "oct",
    "nov", "dec", "déc", "ann", "liv", "op", "nr", "arr",
];

/// Written after a name; they may end a sentence.
const COMPANIES: [&str; 7] = ["Inc", "Ltd", "Corp", "Co", "Bros", "Jr", "Sr"];

/// Numbers written out that an abbreviation may refer to: `art. Two`.
pub(super) const NUMBER_WORDS: [&str; 11] = [
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
];

/// What a time of day may go on with: days and time zones.
pub(super) const TIME_WORDS: [&str; 17] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "ET",
    "EST",
    "EDT",
    "PT",
    "PST",
    "PDT",
    "GMT",
    "BST",
    "UTC",
    "CET",
];

/// First words of sentences that are no names.
pub(super) const STARTERS: [&str; 86] = [
    // French
    "Il", "Elle", "Ils", "Elles", "On", "Nous", "Vous", "Je", "J", "Tu", "Ce", "C", "Cet", "Cette",
    "Ces", "Cela", "Ça", "Mais", "Et", "Or", "Ou", "Donc", "Puis", "Dans", "Pour", "Selon", "Avec",
    "Après", "Avant", "Depuis", "Pendant", "Sur", "Sous", "Sans", "Si", "Quand", "Lorsque",
    "Comme", "Aucun", "Aucune", "Son", "Sa", "Ses", "Leur", "Leurs", "Qui", "Que", "Quoi",
    "Pourquoi", "Ainsi", "Alors", "En", "Au", "Aux", "À", "Tout", "Tous", // English
    "He", "She", "They", "We", "It", "You", "His", "Her", "Their", "This", "That", "These",
    "Those", "There", "Then", "But", "And", "So", "In", "At", "For", "From", "With", "When",
    "While", "After", "Before", "If", "As",
];

/// First words that names have too (`La Fontaine`): sure only before a lower-case word.
pub(super) const ARTICLES: [&str; 13] = [
    "Le", "La", "Les", "L", "Un", "Une", "Des", "Du", "De", "D", "The", "A", "An",
];

/// Initials, acronyms with full stops and what is written after names: they may end a sentence.
pub(super) fn is_initial(token: &str) -> bool {
    let last = token.rsplit('-').next().unwrap_or(token);
    is_dotted(token) || is_single_capital(last) || COMPANIES.contains(&token)
}

/// `U.S`, `J.-P`, `e.g`: single letters with a full stop between them.
pub(super) fn is_dotted(token: &str) -> bool {
    let is_letter = |part: &str| part.chars().count() <= 1 && part.chars().all(char::is_alphabetic);
    token.contains('.') && token.split(['.', '-', '\u{2011}']).all(is_letter)
}

/// `J`, `É`: one capital alone.
pub(super) fn is_single_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}
