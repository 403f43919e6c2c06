//! However the text is set, the same words stay at the top.

use egui::accesskit::Role;
use egui::pos2;
use egui_kittest::kittest::Queryable as _;
use postil::ui::fonts;
use postil::ui::page::Typesetting;
use postil::ui::theme::{Theme, ThemeKind};

use crate::reader::*;

/// The first row that is at least half in sight.
fn top_words(page: &Page<'_>) -> String {
    let view = page.get_by_role(Role::Document).rect();
    let runs = page.query_all_by_role(Role::TextRun);
    let mut seen: Vec<_> = runs
        .filter(|run| run.rect().center().y >= view.top())
        .map(|run| (run.rect().top(), run.value().unwrap_or_default()))
        .collect();
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    seen.first()
        .map(|(_, text)| text.clone())
        .unwrap_or_default()
}

#[test]
fn the_same_words_stay_at_the_top_however_the_text_is_set() {
    // Each word tells its place.
    let words: Vec<String> = (0..6000).map(|at| format!("mot{at:04}")).collect();
    let paragraphs: Vec<String> = words.chunks(150).map(|chunk| chunk.join(" ")).collect();
    let mut page = open(Reader::new(&paragraphs.join("\n")));
    page.hover_at(pos2(300.0, 200.0));
    wheel(&mut page, -2600.0);
    page.run();
    let first = |page: &Page<'_>| {
        let row = top_words(page);
        let at = row.find("mot").unwrap();
        row[at + 3..at + 7].parse::<usize>().unwrap()
    };
    let at_first = first(&page);
    assert!(at_first > 300, "{at_first}");
    let usual = Typesetting::default();
    let settings = [
        (12.8, usual),
        (54.0, usual),
        (
            24.0,
            Typesetting {
                leading: 2.2,
                ..usual
            },
        ),
        (
            16.0,
            Typesetting {
                measure: 45.0,
                ..usual
            },
        ),
        (
            16.0,
            Typesetting {
                measure: 90.0,
                leading: 1.3,
                ..usual
            },
        ),
        (
            16.0,
            Typesetting {
                tracking: 0.15,
                ..usual
            },
        ),
        (
            16.0,
            Typesetting {
                face: fonts::ReadingFace::Sans,
                ..usual
            },
        ),
        (
            16.0,
            Typesetting {
                face: fonts::ReadingFace::Legible,
                ..usual
            },
        ),
    ];
    for (size, typesetting) in settings {
        page.state_mut().font_size = size;
        page.state_mut().typesetting = typesetting;
        page.run();
        let now = first(&page);
        // The word is in the first row still: a row has about a dozen words.
        assert!(
            now.abs_diff(at_first) <= 14,
            "{at_first} {now}: {size} {typesetting:?}"
        );
    }
    // Nothing has drifted.
    page.state_mut().font_size = 16.0;
    page.state_mut().typesetting = usual;
    page.run();
    assert_eq!(first(&page), at_first);
    page.state_mut().theme = Theme::shipped(ThemeKind::Contrast);
    page.run();
    assert_eq!(first(&page), at_first);
}

#[test]
fn words_come_back_to_the_top_when_the_text_no_longer_fits() {
    let words: Vec<String> = (0..200).map(|at| format!("mot{at:03}")).collect();
    let mut reader = Reader::new(&words.join(" "));
    reader.font_size = 40.0;
    let mut page = open(reader);
    page.hover_at(pos2(300.0, 200.0));
    wheel(&mut page, -900.0);
    page.run();
    let before = top_words(&page);
    assert!(!before.contains("mot000"), "{before}");
    page.state_mut().font_size = 8.0;
    page.run();
    assert!(top_words(&page).contains("mot000"));
    page.state_mut().font_size = 40.0;
    page.run();
    assert_eq!(top_words(&page), before);
}

#[test]
fn what_lies_over_the_page_hides_no_row_for_good() {
    let text: String = (0..90).map(|n| format!("Alinéa {n} du texte.\n")).collect();
    let mut page = open(Reader::new(&text));
    page.run();
    let usual = place(&page, "Alinéa 0", 0);
    page.state_mut().covered = 90.0;
    page.run();
    assert_eq!(place(&page, "Alinéa 0", 0), usual);
    let first = page.state().text.range(0..8).unwrap();
    page.state_mut().view.reveal(first);
    page.run();
    let view = page.get_by_role(Role::Document).rect();
    assert!(place(&page, "Alinéa 0", 0).y >= view.top() + 90.0);
    // The text goes back as soon as nothing lies there.
    page.state_mut().covered = 0.0;
    page.run();
    assert_eq!(place(&page, "Alinéa 0", 0), usual);
}

#[test]
fn the_rail_is_drawn_anew_for_other_hits_alone() {
    let mut page = open(stacked());
    page.run();
    page.step();
    let rails = |page: &mut Page<'_>| {
        page.step();
        page.state().view.stats().rails
    };
    assert_eq!(rails(&mut page), 0);
    let hit = page.state().text.range(0..2).unwrap();
    page.state_mut().hits = vec![hit];
    assert_eq!(rails(&mut page), 1);
    assert_eq!(rails(&mut page), 0);
    page.state_mut().hits.clear();
    assert_eq!(rails(&mut page), 1);
}
