//! What is dragged is what is marked, whatever stands before it, in it and after it.

use egui::vec2;
use postil::anchor::describe;
use postil::overlay::Mark;

use crate::reader::*;

/// What breaks offsets, by class.
const CLASSES: [(&str, &[&str]); 14] = [
    ("emoji", &["😀", "👍🏽", "❤\u{fe0f}", "1\u{fe0f}\u{20e3}"]),
    (
        "families",
        &[
            "👩\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "a\u{200d}b",
        ],
    ),
    ("flags", &["🇫🇷", "🇫", "🇫🇷🇬🇧🇫"]),
    ("NFC and NFD", &["été", "e\u{301}te\u{301}", "ệ", "ﬁn"]),
    ("lone marks", &["\u{301}", "\u{fe0f}", "a\u{20dd}"]),
    (
        "right to left",
        &[
            "العربية",
            "سَلام",
            "עִבְרִית",
            "\u{202e}abc\u{202c}",
            "\u{2067}x\u{2069}",
        ],
    ),
    (
        "wide",
        &["報道の", "한국어", "각", "\u{1112}\u{1161}\u{11ab}", "𠮷"],
    ),
    ("India and Thailand", &["क्षि", "தமிழ்", "ไทยำ"]),
    ("line ends", &["\r\n", "\r", "\n", "\n\n", "\n\r"]),
    ("marks of byte order", &["\u{feff}", "a\u{feff}b"]),
    (
        "separators",
        &["\u{2028}", "\u{2029}", "\u{b}", "\u{c}", "\u{85}", "\0"],
    ),
    ("hyphens", &["co\u{ad}op", "co\u{2011}op", "\u{ad}"]),
    (
        "spaces",
        &[
            "\u{a0}", "\u{202f}", "\u{2009}", "\u{3000}", "\u{200b}", "\u{2060}", "\t",
        ],
    ),
    ("beyond 16 bits", &["𝔘", "𐍈", "\u{10ffff}", "\u{e000}"]),
];

/// Drags over words and checks selection, what would be stored, and that the mark is found there again.
#[track_caller]
fn dragged(text: &str, from: &str, to: &str) {
    let mut page = open(Reader::new(text));
    let source = page.state().text.as_str().to_owned();
    let last = to.chars().count() - 1;
    let (press, release) = (place(&page, from, 0), place(&page, to, last));
    drag(&mut page, press, release + vec2(1.0, 0.0));
    let start = source.find(from).unwrap();
    let end = source.find(to).unwrap() + to.len();
    let selection = page.state().selection.range(&page.state().text);
    assert_eq!(
        (selection.start(), selection.end()),
        (start, end),
        "{text:?}"
    );
    // What is stored of it, by a slow count.
    let chars: Vec<char> = source.chars().collect();
    let anchor = describe(&page.state().text, selection);
    let slow: String = chars[anchor.chars.start..anchor.chars.end].iter().collect();
    assert_eq!(
        (&*anchor.quote, slow.as_str()),
        (&source[start..end], &source[start..end]),
        "{text:?}"
    );
    assert_eq!(
        source[..start].chars().count(),
        anchor.chars.start,
        "{text:?}"
    );
    // Shown again from what was stored, it is under the pointer at both ends and nowhere beside.
    let range = page.state().text.from_chars(anchor.chars).unwrap();
    page.state_mut().overlay.insert(Mark {
        key: key(1),
        range,
        label: Some(0),
        moved: false,
        unsure: false,
    });
    page.run();
    for (at, expected) in [(press, Some(key(1))), (release, Some(key(1)))] {
        page.state_mut().selected = None;
        slow_click(&mut page, at);
        assert_eq!(page.state().selected, expected, "{text:?}");
    }
    let beside = place(&page, "premier", 2);
    slow_click(&mut page, beside);
    assert_eq!(page.state().selected, None, "{text:?}");
}

#[test]
fn what_is_dragged_is_what_is_marked() {
    let mut drags = 0;
    for (class, pieces) in CLASSES {
        for piece in pieces {
            // Behind it on the same line, across it, and over words with it right beside them.
            let text = format!("premier {piece} second {piece} tiers dernier.\nfin {piece}.");
            dragged(&text, "second", "second");
            dragged(&text, "second", "tiers");
            dragged(&text, "tiers", "dernier");
            drags += 3;
        }
        eprintln!("{class}: {} pieces", pieces.len());
    }
    assert!(drags >= 140, "{drags}");
}
