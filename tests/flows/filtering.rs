//! Filters dim marks; they take nothing away.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use postil::i18n::Lang;
use postil::model::Voice;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, Window, marked_by, somebody};

/// A window in French on marks of two reviewers, all in sight.
fn desk() -> (Desk, Window) {
    let desk = Desk::new();
    marked_by(&desk, "Zoé", &[("dénonce un scandale", 2)]);
    let mut window = desk.open_with(|start| {
        start.lang = Lang::Fr;
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(somebody("Ada"));
    });
    window.tag("taux a baissé", 1);
    window.tag("mascarade", 3);
    window.click_containing("Zoé");
    assert_eq!(window.open().overlay.len(), 3);
    (desk, window)
}

/// The words of the marks that stand out, in text order.
fn standing_out(window: &Window) -> Vec<String> {
    let (state, open) = (window.state(), window.open());
    let marks = open.overlay.iter();
    let mut marks: Vec<_> = marks
        .filter(|mark| open.passes(&state.filter, mark.key))
        .map(|mark| mark.range)
        .collect();
    marks.sort();
    let words = |range| open.article.text.slice(range).to_owned();
    marks.into_iter().map(words).collect()
}

/// Clicks on a box above the page.
fn tick(window: &mut Window, name: &str) {
    let boxes = window
        .harness
        .query_all_by_role_and_label(Role::CheckBox, name);
    let at = boxes.map(|found| found.rect().center());
    let at = at.min_by(|a, b| (a.y).total_cmp(&b.y));
    window.click_at(at.unwrap_or_else(|| panic!("no box {name:?}")));
}

#[test]
fn boxes_dim_marks_and_one_click_brings_them_back() {
    let (desk, mut window) = desk();
    let all = ["dénonce un scandale", "taux a baissé", "mascarade"];
    assert_eq!(standing_out(&window), all);
    window.click("Filtrer");
    tick(&mut window, "Langage connoté");
    assert_eq!(standing_out(&window), all[..2]);
    tick(&mut window, "Zoé");
    assert_eq!(standing_out(&window), all[1..2]);
    // Label and reviewer are enough to dim what the rail shows of them, too.
    let dims = |reading, label: usize| {
        let (state, open) = (window.state(), window.open());
        let label = state.codebook.labels.get(label);
        open.dims_all(&state.filter, reading, label)
    };
    assert_eq!([dims(0, 0), dims(0, 2), dims(1, 0)], [false, true, true]);
    window.press(NONE, Key::Escape);
    // Said above the page, beside the way back.
    assert!(window.shows("Estompé\u{a0}: Langage connoté · Zoé"));
    assert!(window.page_focused(), "{:?} has it", window.focused());
    // Tab goes by what stands out, a click reaches all.
    for _ in 0..3 {
        window.press(NONE, Key::Tab);
        assert_eq!(
            window.selected_mark().unwrap().anchor.quote,
            "taux a baissé"
        );
    }
    window.click_words("mascarade");
    assert_eq!(window.selected_mark().unwrap().anchor.quote, "mascarade");
    // Counts and files know nothing of it.
    assert!(window.shows("Langage connoté\u{a0}: 1 de vos marques"));
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 2);
    window.click("Tout montrer");
    assert_eq!(standing_out(&window), all);
    assert!(!window.shows_containing("Estompé"));
}

#[test]
fn voices_and_doubts_by_keyboard_alone() {
    let (_desk, mut window) = desk();
    window.click_words("mascarade");
    window.press(NONE, Key::U);
    window.press(NONE, Key::V);
    window.type_text("les critiques");
    window.press(NONE, Key::Escape);
    let source = Voice::Source("les critiques".to_owned());
    assert_eq!(window.mark("mascarade").voice, source);
    let go_to = |window: &mut Window, name: &str| {
        let mut steps = 0;
        while window.focused() != name {
            window.press(NONE, Key::Tab);
            steps += 1;
            assert!(steps < 30, "{name} can’t be reached by Tab");
        }
        window.press(NONE, Key::Space);
    };
    window.press(CTRL_SHIFT, Key::L);
    assert_eq!(window.focused(), "Fait");
    go_to(&mut window, "L’auteur");
    assert_eq!(standing_out(&window), ["mascarade"]);
    go_to(&mut window, "les critiques");
    assert_eq!(standing_out(&window), [""; 0]);
    go_to(&mut window, "Toutes les sources");
    assert_eq!(standing_out(&window), ["mascarade"]);
    go_to(&mut window, "Incertaines");
    assert_eq!(standing_out(&window), [""; 0]);
    window.press(NONE, Key::Escape);
    assert!(window.shows("Estompé\u{a0}: L’auteur · Incertaines"));
    // With nothing to step to, the page keeps what is selected.
    window.press(CTRL, Key::Z);
    window.menu("Affichage", "Montrer toutes les marques");
    assert_eq!(standing_out(&window).len(), 3);
}
