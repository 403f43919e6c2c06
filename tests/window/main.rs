//! The real program in a real window: opened, driven by mouse and keys, killed, opened again.
//!
//! Needs a screen in memory and hands for it: `sh .ci/setup test`. Pictures are kept in
//! `target/artefacts`.
#![cfg(all(feature = "gui", target_os = "linux"))]

mod picture;
mod screen;

use std::path::Path;
use std::time::{Duration, Instant};

use picture::Picture;
use postil::store;
use postil::ui::theme::{Theme, ThemeKind};
use screen::{Screen, until};

const TEXT: &str = "Le maire a quitté la salle sous les huées.\n\nSelon la mairie, la séance avait duré trois heures. Une honte, disent ses adversaires.\nDeux élus ont refusé de voter le budget.\n";
/// The start of its title, in letters that every locale has.
const TITLE: &str = "Le maire a";

/// Own marks in the file: label and words.
fn marks(article: &Path) -> Vec<(String, String)> {
    let file = store::annotation_path(article, "Ada");
    let Ok(loaded) = store::load_reading(&file, None) else {
        return Vec::new();
    };
    let spans = loaded.reading.spans.iter();
    spans
        .map(|span| {
            (
                span.label.as_str().to_owned(),
                span.anchor.quote.to_string(),
            )
        })
        .collect()
}

fn mark(label: &str, words: &str) -> (String, String) {
    (label.to_owned(), words.to_owned())
}

/// The share of a row that has the colour of a label.
fn coloured(picture: &Picture, row: usize, color: &str) -> f64 {
    let theme = Theme::shipped(ThemeKind::Light);
    let rows = picture.rows();
    let fill = theme.paper.blend(theme.mark(color).soft);
    rows.get(row).map_or(0.0, |row| picture.share(*row, fill))
}

/// Answers the question for a pseudonym with Ada; gives the time just before Return.
fn give_name(screen: &Screen, before: &Picture) -> Instant {
    let asked = screen.see("the question for a name", |now| {
        now.changed(before, now.whole()) > 0.3
    });
    screen.hands(&["type", "--delay", "80", "Ada"]);
    screen.see("the name in its field", |now| {
        now.changed(&asked, now.whole()) > 0.0001
    });
    let start = Instant::now();
    screen.key("Return");
    start
}

#[test]
fn a_mark_outlives_the_program() {
    let mut screen = Screen::new();
    let article = screen.article("conseil.txt", TEXT);
    screen.open(&article, TITLE, "C.UTF-8");
    let before = screen.see("the text", |now| now.rows().len() >= 4);
    screen.keep("1-opened");
    assert!(coloured(&before, 0, "amber") < 0.01);

    screen.drag(before.rows()[0]);
    let selected = screen.see("the selection", |_| true);
    screen.keep("2-selected");
    screen.key("2");
    let start = give_name(&screen, &selected);
    let sentence = mark("opinion", "Le maire a quitté la salle sous les huées");
    until("the mark in the file", || {
        (marks(&article) == [sentence.clone()]).then_some(())
    });
    let took = start.elapsed();
    eprintln!("in the file {took:?} after Return");
    assert!(took < Duration::from_secs(5), "{took:?}");
    screen.key("Escape");
    let marked = screen.see("the colour of the mark", |now| {
        coloured(now, 0, "amber") > 0.25
    });
    screen.keep("3-marked");
    assert!(coloured(&marked, 1, "amber") < 0.01);

    // Another one, and a power cut a second after it.
    screen.drag(marked.rows()[3]);
    screen.key("1");
    std::thread::sleep(Duration::from_secs(1));
    screen.kill();
    let both = [
        sentence,
        mark("fact", "Deux élus ont refusé de voter le budget"),
    ];
    assert_eq!(marks(&article), both);
    assert_eq!(std::fs::read_to_string(&article).unwrap(), TEXT);

    screen.open(&article, TITLE, "C.UTF-8");
    screen.see("both marks", |now| {
        coloured(now, 0, "amber") > 0.25 && coloured(now, 3, "blue") > 0.25
    });
    screen.keep("4-opened-again");
    assert_eq!(marks(&article), both);
}

#[test]
fn the_digit_row_of_azerty_marks_without_shift() {
    let mut screen = Screen::new();
    screen.keyboard("fr");
    let article = screen.article("conseil.txt", TEXT);
    screen.open(&article, TITLE, "fr_FR.UTF-8");
    let page = screen.see("the text", |now| now.rows().len() >= 4);
    screen.keep("5-french");
    let words = page.words(page.rows()[0]);
    assert_eq!(words.len(), 9, "{words:?}");
    for (at, key) in [(1, "ampersand"), (5, "eacute"), (8, "quotedbl")] {
        screen.drag(words[at]);
        let before = screen.see("the selection", |_| true);
        screen.key(key);
        if at == 1 {
            give_name(&screen, &before);
        }
        until("the mark in the file", || {
            (marks(&article).len() == (at + 3) / 3).then_some(())
        });
        screen.key("Escape");
    }
    let expected = [
        mark("fact", "maire"),
        mark("opinion", "salle"),
        mark("loaded", "huées"),
    ];
    assert_eq!(marks(&article), expected);
    screen.see("the page at rest", |_| true);
    screen.keep("6-french-marked");
}

#[test]
fn two_windows_on_one_folder_are_kept_together() {
    let mut screen = Screen::new();
    let article = screen.article("conseil.txt", TEXT);
    screen.open(&article, TITLE, "fr_FR.UTF-8");
    let page = screen.see("the text", |now| now.rows().len() >= 4);
    screen.drag(page.rows()[3]);
    let selected = screen.see("the selection", |_| true);
    screen.key("1");
    give_name(&screen, &selected);
    let first = mark("fact", "Deux élus ont refusé de voter le budget");
    until("the mark in the file", || {
        (marks(&article) == [first.clone()]).then_some(())
    });
    screen.key("Escape");
    // The second window shows it, and marks over it.
    screen.open_second(&article, TITLE, "fr_FR.UTF-8");
    let page = screen.see("the mark of the first", |now| {
        coloured(now, 3, "blue") > 0.25
    });
    screen.keep("7-second-window");
    screen.drag(page.rows()[0]);
    screen.key("2");
    let second = mark("opinion", "Le maire a quitté la salle sous les huées");
    until("both marks in the file", || {
        (marks(&article) == [second.clone(), first.clone()]).then_some(())
    });
    // It is killed; the first has its mark by then, or takes it in.
    screen.kill_second();
    let page = screen.see("both marks in the first", |now| {
        coloured(now, 0, "amber") > 0.25 && coloured(now, 3, "blue") > 0.25
    });
    screen.keep("8-first-window");
    // And goes on without losing any.
    screen.drag(page.words(page.rows()[1])[1]);
    screen.key("3");
    until("all marks in the file", || {
        (marks(&article).len() == 3).then_some(())
    });
    assert!(marks(&article).contains(&second) && marks(&article).contains(&first));
}
