//! The texts for people: both languages whole, nothing missing, unused or unfilled.

#[path = "common/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message as Entity, Pattern, PatternElement, VariantKey,
};
use postil::i18n::{Arg, Catalogue, Lang, Message};
use source::{Kind, Source, Token, group_end, root, sources};

/// A message of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    file: String,
    variables: BTreeSet<String>,
    /// Variables that choose a form of the text, and the forms.
    choices: BTreeMap<String, BTreeSet<String>>,
}

/// The messages of a language by key, and what is wrong with their files.
fn messages(lang: Lang) -> (BTreeMap<String, Shape>, Vec<String>) {
    let mut paths = Vec::new();
    let folder = root().join("assets/i18n").join(lang.tag());
    source::collect(&folder, "ftl", &mut paths);
    paths.sort();
    let embedded: BTreeSet<&str> = lang.sources().into_iter().collect();
    let (mut shapes, mut faults) = (BTreeMap::new(), Vec::new());
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a message file can be read");
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let place = format!("{}/{file}", lang.tag());
        if !embedded.contains(text.as_str()) {
            faults.push(format!("{place} is not in Lang::sources"));
        }
        let resource =
            fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(kept, errors)| {
                faults.extend(errors.iter().map(|error| {
                    let line = text[..error.pos.start].matches('\n').count() + 1;
                    format!("{place}:{line}: {error}")
                }));
                kept
            });
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut shape = shape(message);
                    shape.file.clone_from(&file);
                    let key = message.id.name.to_owned();
                    if message.value.is_none() || !message.attributes.is_empty() {
                        faults.push(format!(
                            "{place}: {key} should have a text and nothing else"
                        ));
                    }
                    if let Some(other) = shapes.insert(key.clone(), shape) {
                        faults.push(format!("{place}: {key} is in {} already", other.file));
                    }
                }
                Entry::Term(term) => {
                    faults.push(format!(
                        "{place}: the term {} is not known to tests",
                        term.id.name
                    ));
                }
                Entry::Junk { content } => faults.push(format!("{place}: {content:?}")),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    assert_eq!(paths.len(), embedded.len(), "files of {}", lang.tag());
    (shapes, faults)
}

fn shape(message: &Entity<&str>) -> Shape {
    let mut shape = Shape::default();
    if let Some(pattern) = &message.value {
        read_pattern(pattern, &mut shape);
    }
    shape
}

fn read_pattern(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => read_expression(expression, shape),
        }
    }
}

fn read_expression(expression: &Expression<&str>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, shape),
        Expression::Select { selector, variants } => {
            read_inline(selector, shape);
            let forms = variants.iter().map(|variant| match variant.key {
                VariantKey::Identifier { name } => name.to_owned(),
                VariantKey::NumberLiteral { value } => value.to_owned(),
            });
            if let InlineExpression::VariableReference { id } = selector {
                let known = shape.choices.entry(id.name.to_owned()).or_default();
                known.extend(forms);
            }
            for variant in variants {
                read_pattern(&variant.value, shape);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => read_expression(expression, shape),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("{other:?} is not known to tests"),
    }
}

fn english() -> BTreeMap<String, Shape> {
    messages(Lang::En).0
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, mut faults) = messages(Lang::En);
    let (french, more) = messages(Lang::Fr);
    faults.extend(more);
    for key in english.keys().chain(french.keys()).collect::<BTreeSet<_>>() {
        match (english.get(key), french.get(key)) {
            (None, _) => faults.push(format!("{key} is missing in en")),
            (_, None) => faults.push(format!("{key} is missing in fr")),
            (Some(en), Some(fr)) => {
                if en.file != fr.file {
                    faults.push(format!("{key} is in en/{} but in fr/{}", en.file, fr.file));
                }
                if en.variables != fr.variables {
                    let (en, fr) = (&en.variables, &fr.variables);
                    faults.push(format!("{key} has {en:?} in en but {fr:?} in fr"));
                }
            }
        }
    }
    assert_none(&faults);
    assert!(english.len() > 100);
}

/// Where code makes a message.
enum Use<'a> {
    /// `msg!("key", name = …)` with the names.
    Built(&'a str, BTreeSet<String>),
    /// `.t("key")`
    Plain(&'a str),
    /// `Message::new("key")`
    Begun(&'a str),
    /// Any other text, such as a key in a table.
    Other(&'a str),
}

/// Every text of the program that is not for its tests.
fn uses(source: &Source) -> Vec<(Use<'_>, &Token)> {
    let tokens = &source.tokens;
    let mut uses = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(text) = token.text().filter(|_| !token.test && !token.attribute) else {
            continue;
        };
        let before = &tokens[..at];
        let found = match before {
            [.., msg, bang, open] if msg.is_name("msg") && bang.is_sign('!') && is_open(open) => {
                Use::Built(text, argument_names(&tokens[at..group_end(tokens, at - 1)]))
            }
            [.., dot, t, open] if dot.is_sign('.') && t.is_name("t") && is_open(open) => {
                Use::Plain(text)
            }
            [.., message, path, new, open]
                if message.is_name("Message")
                    && path.is_path_sign()
                    && new.is_name("new")
                    && is_open(open) =>
            {
                Use::Begun(text)
            }
            _ => Use::Other(text),
        };
        uses.push((found, token));
    }
    uses
}

fn is_open(token: &Token) -> bool {
    token.kind == Kind::Open('(')
}

/// The names in `"key", name = value, name = value)`.
fn argument_names(tokens: &[Token]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            Kind::Sign(',') if depth == 0 => {
                if let [name, equals, ..] = &tokens[at + 1..]
                    && equals.is_sign('=')
                {
                    names.extend(name.name().map(str::to_owned));
                }
            }
            _ => {}
        }
    }
    names
}

/// Messages with variables whose keys stand in tables.
const FILLED_ELSEWHERE: &[(&str, &str)] = &[
    (
        "cmd-tag",
        "a row of the commands, shown with the label that it tags",
    ),
    (
        "cmd-arm",
        "a row of the commands, shown with the label that it arms",
    ),
];

/// Texts that look like keys of messages.
const NO_KEYS: &[(&str, &str)] = &[];

#[test]
fn every_message_that_code_names_is_there_and_filled() {
    let messages = english();
    let families: BTreeSet<&str> = messages
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let (mut faults, mut excepted) = (Vec::new(), BTreeSet::new());
    for source in &sources() {
        for (found, token) in uses(source) {
            let place = source.place(token);
            let (Use::Built(key, _) | Use::Plain(key) | Use::Begun(key) | Use::Other(key)) = found;
            let Some(message) = messages.get(key) else {
                let is_like_a_key = key.contains('-')
                    && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                    && key
                        .split('-')
                        .next()
                        .is_some_and(|first| families.contains(first));
                if !matches!(found, Use::Other(_)) {
                    faults.push(format!("{place}: there is no message {key:?}"));
                } else if NO_KEYS.iter().any(|(text, _)| *text == key) {
                    excepted.insert(key.to_owned());
                } else if is_like_a_key {
                    faults.push(format!("{place}: {key:?} looks like a key but is none"));
                }
                continue;
            };
            let variables = &message.variables;
            match found {
                Use::Built(_, names) if names != *variables => {
                    faults.push(format!("{place}: {key} wants {variables:?}, not {names:?}"));
                }
                Use::Plain(_) if !variables.is_empty() => {
                    faults.push(format!("{place}: {key} wants {variables:?}"));
                }
                Use::Other(_) if !variables.is_empty() => {
                    if FILLED_ELSEWHERE.iter().any(|(other, _)| *other == key) {
                        excepted.insert(key.to_owned());
                    } else {
                        faults.push(format!(
                            "{place}: {key} wants {variables:?}; build it with msg!"
                        ));
                    }
                }
                _ => {}
            }
        }
    }
    for (key, _) in FILLED_ELSEWHERE.iter().chain(NO_KEYS) {
        if !excepted.contains(*key) {
            faults.push(format!("the exception for {key} is not needed any more"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    let texts: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| &source.tokens)
        .filter(|token| !token.test && !token.attribute)
        .filter_map(Token::text)
        .collect();
    let unused: Vec<String> = english()
        .into_keys()
        .filter(|key| !texts.contains(key.as_str()))
        .map(|key| format!("{key} is not used"))
        .collect();
    assert_none(&unused);
}

/// A message with something in every place; `number` where a number chooses the form.
fn filled(key: &str, shape: &Shape, number: i64) -> Message {
    let mut message = Message::new(leak(key));
    for name in &shape.variables {
        let value = match shape.choices.get(name) {
            Some(forms) if is_plural(forms) => Arg::Number(number),
            _ => Arg::from("WORD".to_owned()),
        };
        message = message.with(leak(name), value);
    }
    message
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn is_plural(forms: &BTreeSet<String>) -> bool {
    let is_count = |form: &String| {
        ["zero", "one", "two", "few", "many"].contains(&form.as_str())
            || form.parse::<i64>().is_ok()
    };
    forms.iter().any(is_count)
}

#[test]
fn every_message_can_be_shown() {
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        let catalogue = Catalogue::new(lang);
        for (key, shape) in messages(lang).0 {
            for number in [0, 1, 2, 5, 21, 1_000_000] {
                let text = catalogue.text(&filled(&key, &shape, number));
                let wanted = shape
                    .variables
                    .iter()
                    .any(|name| !shape.choices.contains_key(name));
                let is_whole = !text.contains(['{', '}']) && text != key && !text.trim().is_empty();
                if !is_whole || wanted && !text.contains("WORD") {
                    faults.push(format!("{} {key} with {number}: {text:?}", lang.tag()));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn french_signs_keep_to_their_words() {
    let catalogue = Catalogue::new(Lang::Fr);
    let mut faults = Vec::new();
    for (key, shape) in messages(Lang::Fr).0 {
        let text = catalogue.text(&filled(&key, &shape, 1));
        let breakable = [" ;", " :", " !", " ?", " »", "« ", " %"];
        if breakable.iter().any(|sign| text.contains(sign)) {
            faults.push(format!("{key}: {text:?}"));
        }
        let mut glued = text.chars().zip(text.chars().skip(1));
        let is_glued =
            |(before, sign): (char, char)| before.is_alphabetic() && ";!?»".contains(sign);
        if glued.any(is_glued) {
            faults.push(format!("{key}, no space: {text:?}"));
        }
    }
    assert_none(&faults);
}

/// What a number makes of a message, without the no-break spaces that tests can't show.
fn counted(lang: Lang, key: &str, number: i64) -> String {
    let shape = &messages(lang).0[key];
    let text = Catalogue::new(lang).text(&filled(key, shape, number));
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

#[test]
fn numbers_choose_the_form_that_the_language_wants() {
    for (lang, number, wanted) in [
        (Lang::En, 0, "0 files written to WORD"),
        (Lang::En, 1, "1 file written to WORD"),
        (Lang::En, 2, "2 files written to WORD"),
        (Lang::En, 1234, "1234 files written to WORD"),
        (Lang::En, 1_234_567, "1_234_567 files written to WORD"),
        // In French nothing is singular.
        (Lang::Fr, 0, "0 fichier écrit dans WORD"),
        (Lang::Fr, 1, "1 fichier écrit dans WORD"),
        (Lang::Fr, 2, "2 fichiers écrits dans WORD"),
        (Lang::Fr, 1234, "1234 fichiers écrits dans WORD"),
        (Lang::Fr, 12_345, "12_345 fichiers écrits dans WORD"),
        (Lang::Fr, 1_000_000, "1_000_000 fichiers écrits dans WORD"),
    ] {
        assert_eq!(counted(lang, "export-written", number), wanted);
    }
    // A nought that has a text of its own.
    assert!(counted(Lang::En, "merge-done", 0) != counted(Lang::En, "merge-done", 2));
    assert!(!counted(Lang::Fr, "merge-done", 0).contains('0'));
}
