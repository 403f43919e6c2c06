//! Through files and the real program: marked by numbers or by words, stored, listed, exported, and
//! read again by other crates.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

use crate::pieces::{CLASSES, Chance, is_article, part, slowly, text};
use crate::program::Place;

/// How an article is written to the disk.
const ENCODINGS: [&str; 4] = ["UTF-8", "UTF-8 with mark", "UTF-16LE", "UTF-16BE"];

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let marked = text.strip_prefix('\u{feff}').map_or_else(
        || format!("\u{feff}{text}"),
        |rest| format!("\u{feff}{rest}"),
    );
    match encoding {
        "UTF-16LE" => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "UTF-8 with mark" => marked.into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

/// An article of a class that can be opened, and places in it that do not overlap.
fn article(class: usize, round: usize) -> (String, Vec<(usize, usize)>) {
    let mut chance = Chance::new((7_000_000 + class * 100 + round) as u64);
    loop {
        let decoded = format!(
            "Un titre\n\n{}\nfin du texte.\n",
            text(&mut chance, class, 40)
        );
        let chars = slowly(&decoded);
        // Control characters in numbers are the mark of what is no text.
        let odd = chars
            .iter()
            .filter(|c| c.is_control() && !c.is_whitespace())
            .count();
        if !is_article(&decoded) || odd > 0 {
            continue;
        }
        let mut cuts: Vec<usize> = (0..10).map(|_| chance.below(chars.len() + 1)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let pairs = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
        let words = |(a, b): &(usize, usize)| chars[*a..*b].iter().any(|c| !c.is_whitespace());
        let places: Vec<_> = pairs.filter(words).collect();
        if places.len() >= 2 {
            return (decoded, places);
        }
    }
}

#[test]
fn what_is_marked_is_stored_listed_and_exported() {
    let mut marks = 0;
    for class in 0..CLASSES.len() {
        for (round, encoding) in ENCODINGS.iter().enumerate() {
            marks += chain(class, round, encoding);
        }
    }
    eprintln!("{marks} marks through the program, its files and three exports");
    assert!(marks >= 150, "{marks}");
}

fn chain(class: usize, round: usize, encoding: &str) -> usize {
    let (decoded, places) = article(class, round);
    let chars = slowly(&decoded);
    let say = format!("{} in {encoding}: {decoded:?}", CLASSES[class].0);
    let place = Place::new();
    place.write("a.txt", encoded(&decoded, encoding));
    for (at, (start, end)) in places.iter().enumerate() {
        let range = format!("{start}..{end}");
        let quote = part(&chars, *start, *end);
        let before = (0..*start).filter(|at| chars[*at..].starts_with(&chars[*start..*end]));
        // By words where they stand but once before or after, else by numbers.
        let alone = before.count() == 0 && at % 2 == 1;
        let words = ["--quote", &quote, "--nth", "1"];
        let how = if alone {
            &words[..]
        } else {
            &["--chars", &range][..]
        };
        place
            .run(
                ["tag", "a.txt", "--reviewer", "Al", "--label", "fact"]
                    .iter()
                    .chain(how),
            )
            .id();
    }
    let same = |mark: &Value, number: usize| {
        let (start, end) = places[number];
        assert_eq!(mark["start"], start, "{say}");
        assert_eq!(mark["end"], end, "{say}");
        assert_eq!(mark["quote"], part(&chars, start, end), "{say}");
        assert_eq!(mark["anchor"], "exact", "{say}");
    };
    let listed = place
        .run(["list", "a.txt", "--format", "json"])
        .status(0)
        .array();
    assert_eq!(listed.len(), places.len(), "{say}");
    listed
        .iter()
        .enumerate()
        .for_each(|(number, mark)| same(mark, number));
    for format in ["json", "csv", "html"] {
        place
            .run(["export", "a.txt", "--format", format, "--out", "out"])
            .status(0);
    }
    let json: Value = serde_json::from_str(&place.read("out/a.txt.json")).unwrap();
    assert_eq!(json["article"]["characters"], chars.len(), "{say}");
    let spans = json["spans"].as_array().unwrap();
    spans
        .iter()
        .enumerate()
        .for_each(|(number, mark)| same(mark, number));
    let csv = place.read("out/a.txt.csv");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let heads = rows.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    for (row, (start, end)) in rows.records().zip(&places) {
        let row = row.unwrap();
        assert_eq!(row[column("start")], start.to_string(), "{say}");
        assert_eq!(row[column("end")], end.to_string(), "{say}");
        // What a spreadsheet would take for a formula has an apostrophe before it.
        let plain = |quote: &str| quote.replace('\'', "");
        let quote = part(&chars, *start, *end);
        assert_eq!(plain(&row[column("quote")]), plain(&quote), "{say}");
    }
    assert_eq!(
        seen(&chars, &places),
        shown(&place.read("out/a.txt.html")),
        "{say}"
    );
    places.len()
}

/// What a reader of a page sees of a text: every character that is no white space, and the number of
/// the mark that it is in.
fn seen(chars: &[char], places: &[(usize, usize)]) -> Vec<(char, Option<usize>)> {
    let number = |at: usize| {
        places
            .iter()
            .position(|(start, end)| (*start..*end).contains(&at))
    };
    let all = chars
        .iter()
        .enumerate()
        .map(|(at, c)| (in_html(*c), number(at)));
    all.filter(|(c, _)| is_seen(*c)).collect()
}

/// HTML has no noncharacters and no controls but some white space: a sign stands for them.
fn in_html(c: char) -> char {
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}');
    match control || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe {
        true => '\u{fffd}',
        false => c,
    }
}

fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}

/// The same of an exported page, as a browser reads it.
fn shown(page: &str) -> Vec<(char, Option<usize>)> {
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(page);
    let mut seen = Vec::new();
    walk(&dom.document, false, None, &mut seen);
    seen
}

fn walk(node: &Handle, within: bool, mark: Option<usize>, seen: &mut Vec<(char, Option<usize>)>) {
    let (mut within, mut mark) = (within, mark);
    match &node.data {
        NodeData::Text { contents } if within => {
            let text = contents.borrow();
            seen.extend(text.chars().filter(|c| is_seen(*c)).map(|c| (c, mark)));
        }
        NodeData::Element { name, attrs, .. } => {
            let attrs = attrs.borrow();
            let of = |wanted: &str| {
                let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
                found.map(|attr| attr.value.to_string()).unwrap_or_default()
            };
            within |= &*name.local == "div" && of("class").split(' ').any(|class| class == "text");
            if &*name.local == "mark" {
                // `F12 · Fact · Al`: numbers in the order of the text, from 1.
                let title = of("title");
                let digits = title.chars().skip(1).take_while(char::is_ascii_digit);
                mark = digits
                    .collect::<String>()
                    .parse::<usize>()
                    .ok()
                    .map(|n| n - 1);
            }
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, within, mark, seen);
    }
}
