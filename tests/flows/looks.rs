//! How the window looks: themes, sizes, panels, the projector.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::store;

use crate::desk::{CTRL, Desk, NONE, Window, marked_by};

/// Height of the highest row of text, which is the title.
fn row_height(window: &Window) -> f32 {
    let runs = window.harness.query_all_by_role(Role::TextRun);
    runs.map(|run| run.rect().height()).fold(0.0, f32::max)
}

#[test]
fn themes_follow_one_another_and_are_kept() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    for _ in 0..2 {
        window.press(CTRL, Key::T);
    }
    window.menu("View", "Theme");
    let chosen = window.harness.get_by_label_contains("High contrast");
    let toggled = chosen.accesskit_node().toggled();
    assert_eq!(toggled, Some(egui::accesskit::Toggled::True));
    window.click_containing("Black on white");
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.theme.as_deref(), Some("print"));
}

#[test]
fn panels_are_put_away_and_come_back_by_key() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    assert!(window.shows("Articles") && window.shows("Reason"));
    window.press(NONE, Key::F8);
    assert!(!window.shows("Articles") && window.shows("Reason"));
    window.press(NONE, Key::F9);
    assert!(!window.shows("Reason"));
    assert!(window.page_focused());
    // What leads to the inspector brings it back.
    window.press(NONE, Key::Enter);
    window.type_text("parce que");
    window.until_saved();
    assert!(window.shows("Reason"));
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(
        (settings.view.list, settings.view.inspector),
        (Some(false), None)
    );
}

#[test]
fn the_projector_leaves_everything_as_it_was() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.drag("mascarade");
    let before = (row_height(&window), window.selected_text().to_owned());
    window.press(NONE, Key::F11);
    // 24 points of text, at the usual distance of rows.
    assert!(row_height(&window) >= 24.0 * 1.6, "{}", row_height(&window));
    assert!(!window.shows("Articles") && !window.shows("View"));
    window.digit(3);
    assert_eq!(window.marks().len(), 1);
    window.press(NONE, Key::F9);
    assert!(window.shows("Reason"));
    window.press(NONE, Key::F11);
    assert_eq!(row_height(&window), before.0);
    assert_eq!(before.1, "mascarade");
    assert!(window.shows("Articles") && window.shows("View") && window.shows("Reason"));
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.view, store::ViewSettings::default());
}

#[test]
fn what_is_set_of_the_text_is_seen_at_once_and_kept() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let usual = row_height(&window);
    window.press(CTRL, Key::Comma);
    window.click("Atkinson Hyperlegible");
    window.click("Français");
    assert!(window.shows("Comme d’habitude"));
    window.click("Fermer");
    for _ in 0..3 {
        window.press(CTRL, Key::Plus);
    }
    let larger = row_height(&window);
    assert!(larger > usual * 1.2, "{usual} {larger}");
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.view.face.as_deref(), Some("legible"));
    assert_eq!(settings.text_percent, Some(150));
    // All of it is there again, and goes with one click.
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings = settings.clone();
    });
    assert!(row_height(&window) > usual * 1.2);
    window.press(CTRL, Key::Comma);
    window.click("As usual");
    window.click("Close");
    assert_eq!(row_height(&window), usual);
    window.close();
    let (settings, _) = store::load_settings(&desk.home);
    assert_eq!(settings.view, store::ViewSettings::default());
    assert_eq!(settings.text_percent, None);
}

#[test]
fn a_long_name_among_the_readings_widens_no_panel() {
    let desk = Desk::new();
    marked_by(
        &desk,
        "Marguerite-du-faubourg-Saint-Antoine",
        &[("scandale", 3)],
    );
    let mut window = desk.open_as("Ada");
    window.harness.set_size(egui::vec2(900.0, 600.0));
    window.harness.run();
    let name = window.harness.get_by_label_contains("Marguerite");
    assert!(name.rect().right() <= 900.0, "{:?}", name.rect());
}
