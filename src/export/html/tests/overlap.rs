//! Pictures of overlapping marks, and the law that marks change no word.

use std::sync::Arc;

use proptest::prelude::*;

use super::dom::Dom;
use crate::export::names::ReviewerNames;
use crate::export::samples::{annotation, article, codebook, reading, with_input};
use crate::i18n::Lang;
use crate::model::{Article, Reading};

const LABELS: [(char, &str); 3] = [('f', "fact"), ('o', "opinion"), ('l', "loaded")];

fn page(article: &Article, readings: &[Reading]) -> Vec<u8> {
    with_input(article, readings, Lang::En, |context, input| {
        let names = ReviewerNames::new(std::slice::from_ref(input), false);
        super::super::page(context, input, &names)
    })
}

/// Spans drawn as lines of `f`, `o` or `l` under a text (a capital: the second reviewer's); the text
/// comes back with `[` class `:` words `]` around every piece and `^sign` after every span.
#[track_caller]
fn check(text: &str, drawn: &[&str], expected: &str) {
    let article = article("a.txt", text);
    let mut readings = ["Ann", "Bob"].map(|name| reading(&article, name));
    for (number, line) in drawn.iter().enumerate() {
        let start = line.find(|c| c != ' ').unwrap();
        let sign = line.chars().nth(start).unwrap();
        let label = LABELS
            .iter()
            .find(|(c, _)| *c == sign.to_ascii_lowercase())
            .unwrap()
            .1;
        let range = article.text.clamp(start..line.len());
        let span = annotation(&article, number as u128, label, range);
        readings[usize::from(sign.is_uppercase())]
            .spans
            .insert(Arc::new(span));
    }
    let page = String::from_utf8(page(&article, &readings)).unwrap();
    let body = page
        .split("<div class=\"text\"")
        .nth(1)
        .unwrap()
        .split("</div>")
        .next()
        .unwrap();
    assert_eq!(simplified(body), expected);
}

fn simplified(body: &str) -> String {
    let mut out = String::new();
    for (at, piece) in body.split('<').enumerate() {
        let (tag, text) = piece.split_once('>').unwrap();
        let attr = |name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1);
            value.and_then(|v| v.split('"').next()).unwrap_or_default()
        };
        match tag.split(' ').next().unwrap() {
            _ if at == 0 => {}
            "mark" | "span" => out.push_str(&format!("[{}:", attr("class"))),
            "/mark" | "/span" => out.push(']'),
            "a" => out.push_str(&format!("^{}", attr("data-sign"))),
            "/p" | "/h1" => out.push('|'),
            _ => {}
        }
        out.push_str(text);
    }
    out
}

#[test]
fn pictures_of_overlap() {
    check("one two six", &["fff"], "[s0:one]^F1 two six|");
    check(
        "one two six",
        &["fff", "    ooo"],
        "[s0:one]^F1 [s1:two]^O2 six|",
    );
    // Two backgrounds share the height of the line where both are, no tag crosses another.
    check(
        "one two six",
        &["fffffff", "    OOOOOOO"],
        "[s0:one ][s1:two]^F1[s2: six]^O2|",
    );
    // An underline lies on a background without cutting its pattern's class.
    check(
        "one two six",
        &["fffffffffff", "    lll"],
        "[s0:one ][s0 u u2 o0:two]^L1[s0: six]^F2|",
    );
    // Underlines that meet have their own offsets.
    check(
        "one two",
        &["lll", "LLLLLLL"],
        "[u u2 o1:[u u2 o0:one]]^L1[u u2 o0: two]^L2|",
    );
    // Two reviewers of one mind make a deeper tone, not the plain one.
    check("one two", &["fffffff", "FFF"], "[s0:one]^F1[s1: two]^F2|");
    // Across paragraphs, the blank line left alone.
    check("one\n\ntwo", &["ffffffff"], "[s0:one]|\n\n[s0:two]^F1|");
    // A sign never stands in the white space between paragraphs.
    check("one\n\ntwo", &["fffff"], "[s0:one]^F1|\n\ntwo|");
    check("\n\none", &["ff"], "\n\n^F1one|");
    check("\n\n", &["ff"], "\n\n^F1|");
}

#[test]
fn bands_show_how_many_marked_what() {
    let article = article("a.txt", "one two");
    let names: Vec<String> = (0..9).map(|n| format!("R{n}")).collect();
    let readings: Vec<Reading> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let mut reading = reading(&article, name);
            let label = if at < 6 { "fact" } else { "opinion" };
            let span = annotation(&article, at as u128, label, article.text.clamp(0..3));
            reading.spans.insert(Arc::new(span));
            reading
        })
        .collect();
    let page = String::from_utf8(page(&article, &readings)).unwrap();
    let rule = page.lines().find(|line| line.starts_with(".s0{")).unwrap();
    assert_eq!(rule.matches("gradient(").count(), 2, "{rule}");
    assert!(
        rule.contains("0.00%/100% 66.66%") && rule.contains("100.00%/100% 33.33%"),
        "{rule}"
    );
}

#[test]
fn a_label_unknown_to_the_codebook_is_grey() {
    let article = article("a.txt", "one two");
    let mut reading = reading(&article, "Ann");
    for (number, label) in ["rumour", "rumour", "fact"].into_iter().enumerate() {
        let range = article.text.clamp(number * 2..number * 2 + 2);
        reading
            .spans
            .insert(Arc::new(annotation(&article, number as u128, label, range)));
    }
    let page = String::from_utf8(page(&article, &[reading])).unwrap();
    assert!(page.contains("data-sign=\"R1\"") && page.contains("data-sign=\"F3\""));
    let known = codebook().labels.len();
    assert!(page.contains(&format!("--f{known}:#e9e7e2")));
    Dom::new(page.as_bytes()).check_is_inert_and_linked();
}

proptest! {
    #[test]
    fn marks_change_no_word(
        text in "[a-c é😀\u{301}«»\n\u{a0}\u{202f}ع<&\"']{1,120}",
        spans in proptest::collection::vec((0usize..200, 0usize..200, 0usize..3, 0usize..4), 0..24),
    ) {
        let article = article("a.txt", &text);
        let mut readings = ["Ann", "Bob", "Cem", "Dee"].map(|name| reading(&article, name));
        let mut placed = 0;
        for (number, (a, b, label, who)) in spans.into_iter().enumerate() {
            let range = article.text.clamp(a.min(b)..a.max(b));
            if !range.is_empty() {
                let span = annotation(&article, number as u128, LABELS[label].1, range);
                readings[who].spans.insert(Arc::new(span));
                placed += 1;
            }
        }
        let dom = Dom::new(&page(&article, &readings));
        dom.check_is_inert_and_linked();
        prop_assert_eq!(dom.text_of("text"), article.text.as_str());
        let signs = dom.elements().iter().filter(|e| e.attr("role") == Some("doc-noteref")).count();
        prop_assert_eq!(signs, placed);
    }
}
