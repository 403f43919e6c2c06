//! No text for people stands in code: all of it is in the message files.

#[path = "common/source.rs"]
mod source;

use std::collections::BTreeSet;

use source::{Kind, Source, Token, group_end, sources};

/// Macros and calls whose texts are for those who work on the program, or no text at all.
const NOT_FOR_READERS: &[&str] = &[
    "assert",
    "assert_eq",
    "concat",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "env",
    "error",
    "expect",
    "include_bytes",
    "include_str",
    "info",
    "panic",
    "trace",
    "unreachable",
    "warn",
];

/// Texts in code all the same: file, the text or its start, and why.
const TEXTS: &[(&str, &str, &str)] = &[
    (
        "src/cli/doctor.rs",
        "Postil\n\nL’eau gèle à 0 °C.",
        "the article of the trial",
    ),
    (
        "src/cli/doctor.rs",
        "L’eau gèle à 0 °C",
        "words of that article",
    ),
    (
        "src/cli/usage.rs",
        "postil --help",
        "a call, the same in every language",
    ),
    (
        "src/store/atomic.rs",
        "too many symbolic links",
        "stands where the system's own reason would, which is in no language of ours either",
    ),
    ("src/store/format/annotations_text.rs", "Postil: ", HEADING),
    ("src/store/format/article.rs", "Postil: ", HEADING),
    ("src/store/format/codebook.rs", "Postil: ", HEADING),
    ("src/store/format/session.rs", "Postil: ", HEADING),
    ("src/store/format/settings.rs", "Postil: ", HEADING),
    ("src/store/home.rs", "Postil", "the name of a folder"),
    (
        "src/store/home.rs",
        "Documents",
        "the name of a folder where the desktop tells none",
    ),
    (
        "src/text/abbreviations.rs",
        "",
        "words that are looked for in articles",
    ),
    ("src/ui/fonts.rs", "Inter", "the name of a font"),
    ("src/ui/page/mod.rs", "postil page", "an id within egui"),
    (
        "src/ui/theme.rs",
        "{text}: #RRGGBB",
        "for the log: a theme that ships is whole",
    ),
];

/// The first line of a file that may be read by hand: part of the format, as the names of fields are.
const HEADING: &str = "a heading in a data file, the same for readers of every language";

/// Whether somebody could read it as words: two of them, or one that begins a sentence.
fn is_for_people(text: &str) -> bool {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric() && !"{}".contains(c));
        letters.chars().count() > 1
            && letters
                .chars()
                .all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_pair = words.windows(2).any(|pair| pair.iter().all(is_word));
    let is_sentence = |word: &&str| {
        let mut letters = word.trim_end_matches(['.', '…', ':', '!', '?']).chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.as_str().chars().count() > 1
            && letters.all(char::is_lowercase)
    };
    is_pair || matches!(words.as_slice(), [word] if is_sentence(word))
}

/// Calls that draw their first argument as it is.
const DRAWN: &[&str] = &[
    "button",
    "checkbox",
    "heading",
    "hint_text",
    "label",
    "menu_button",
    "on_hover_text",
    "radio_value",
    "selectable_label",
    "small_button",
    "strong",
    "weak",
];

/// Whether a token is the text of a label or button.
fn is_drawn(tokens: &[Token], at: usize) -> bool {
    let call = match &tokens[..at] {
        [.., dot, name, open] if dot.is_sign('.') && open.kind == Kind::Open('(') => name.name(),
        _ => None,
    };
    let text = tokens[at].text().unwrap_or_default();
    call.is_some_and(|name| DRAWN.contains(&name)) && text.contains(char::is_alphabetic)
}

/// Whether it is a piece of the pages that are written: tags, or a rule of a style sheet.
fn is_markup(text: &str) -> bool {
    text.contains('<') || text.contains('>') || text.contains(':') && text.contains([';', '{'])
}

/// The macro or call around each token that [`NOT_FOR_READERS`] lists.
fn is_excused(tokens: &[Token]) -> Vec<bool> {
    let mut excused = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        let name = match &tokens[..at] {
            [.., name, bang] if bang.is_sign('!') => name.name(),
            [.., dot, name] if dot.is_sign('.') && name.is_name("expect") => name.name(),
            _ => None,
        };
        if matches!(token.kind, Kind::Open(_))
            && name.is_some_and(|name| NOT_FOR_READERS.contains(&name))
        {
            let end = group_end(tokens, at);
            excused[at..end].fill(true);
        }
    }
    excused
}

fn texts_for_people(source: &Source) -> Vec<&Token> {
    let is_page = source.path.starts_with("src/export/html");
    let excused = is_excused(&source.tokens);
    let mut found = Vec::new();
    for (at, token) in source.tokens.iter().enumerate() {
        let Some(text) = token.text() else { continue };
        let is_words = is_for_people(text) || is_drawn(&source.tokens, at);
        let is_allowed = excused[at] || is_page && is_markup(text);
        if is_words && !is_allowed && !token.test && !token.attribute {
            found.push(token);
        }
    }
    found
}

#[test]
fn no_text_for_people_stands_in_code() {
    let (mut faults, mut used) = (Vec::new(), BTreeSet::new());
    for source in &sources() {
        for token in texts_for_people(source) {
            let text = token.text().unwrap_or_default();
            let exception = TEXTS
                .iter()
                .position(|(file, start, _)| source.path == *file && text.starts_with(start));
            match exception {
                Some(exception) => drop(used.insert(exception)),
                None => faults.push(format!(
                    "{}: {text:?} belongs into assets/i18n",
                    source.place(token)
                )),
            }
        }
    }
    for (at, (file, text, _)) in TEXTS.iter().enumerate() {
        if !used.contains(&at) {
            faults.push(format!(
                "the exception for {text:?} in {file} is not needed any more"
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_search_for_texts_finds_them() {
    let found = |path: &str, code: &str| {
        let (source, _) = Source::parse(path, code);
        let texts = texts_for_people(&source);
        texts
            .iter()
            .filter_map(|token| token.text())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let code = r###"
        ui.label("save"); ui.label("Save it"); ui.button("Save…"); format!("{n} marks left"); return r#"no "such" file"#;
        println!("L’article est vide.");
    "###;
    assert_eq!(found("src/ui/a.rs", code).len(), 6);
    let quiet = r###"
        // "a comment here"
        log::error!("not for readers"); x.expect("cannot fail"); panic!("it did");
        #[error("an attribute")] struct A;
        #[cfg(test)] mod tests { const A: &str = "only a test"; }
        ui.label("✓"); ui.label(text);
        let a = ("file-empty", "id", "UTF-8", "{}: {}", "utf-8", "a", "libgl1", "WAYLAND_DISPLAY");
    "###;
    assert_eq!(found("src/ui/a.rs", quiet), [""; 0]);
    let page = r###"let a = ("<p> of text </p>", "Two words");"###;
    assert_eq!(found("src/export/html.rs", page), ["Two words"]);
    assert_eq!(found("src/export/csv.rs", page).len(), 2);
}
