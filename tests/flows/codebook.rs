//! The codebook: beside the text, and in its editor.

use egui::accesskit::Role;
use egui::epaint::{Shape, Vertex};
use egui::{Color32, Key};
use egui_kittest::kittest::Queryable as _;
use postil::model::LabelKey;
use postil::session::CodebookSave;
use postil::store;
use postil::ui::theme::{Theme, ThemeKind};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, Window};

/// A codebook as people write it, with comments.
const COMMENTED: &str = r#"// Ours. Do not lose this line.
(version: 1, id: "media-literacy", title: {"en": "Ours"}, labels: [(
    key: "fact",
    name: {"en": "Fact"}, // as agreed in May
    letter: {"en": "F"},
    color: "blue",
    pattern: "solid",
    layer: "clause",
    snap: "word",
    overlap: "any",
)])"#;

impl Window {
    fn edit_codebook(&mut self) {
        self.press(CTRL, Key::B);
        assert!(self.shows_containing("Codebook: "));
    }

    /// Types into a field instead of what is there.
    fn retype(&mut self, field: &str, text: &str) {
        self.click(field);
        self.press(CTRL, Key::A);
        self.type_text(text);
        self.harness.run();
    }

    fn until_codebook_saved(&mut self) {
        self.until("a saved codebook", |window| {
            matches!(
                window.state().codebook_file.save,
                CodebookSave::Saved { .. }
            )
        });
    }

    fn label_keys(&self) -> Vec<String> {
        let state = self.state();
        let labels = state.codebook.labels.iter();
        labels.map(|label| label.key.as_str().to_owned()).collect()
    }

    fn label_name(&self, key: &str) -> String {
        let (state, key) = (self.state(), LabelKey::from(key));
        state.codebook.label_name(&key, "en").to_owned()
    }

    /// Whether something is drawn in a colour.
    fn draws(&self, color: Color32) -> bool {
        fn has(shape: &Shape, color: Color32) -> bool {
            match shape {
                Shape::Vec(shapes) => shapes.iter().any(|shape| has(shape, color)),
                Shape::Rect(rect) => rect.fill == color,
                Shape::Mesh(mesh) => {
                    let is = |vertex: &Vertex| vertex.color == color;
                    mesh.vertices.iter().any(is)
                }
                _ => false,
            }
        }
        let mut shapes = self.harness.output().shapes.iter();
        shapes.any(|clipped| has(&clipped.shape, color))
    }
}

#[test]
fn a_new_label_marks_at_once_and_is_there_the_next_time() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.edit_codebook();
    window.click("Name");
    window.type_text("Rumour");
    window.press(NONE, Key::Enter);
    window.until_codebook_saved();
    assert_eq!(window.label_keys(), ["fact", "opinion", "loaded", "rumour"]);
    window.press(NONE, Key::Escape);
    window.tag("mascarade", 4);
    let expected = [("rumour".to_owned(), "mascarade".to_owned())];
    assert_eq!(window.marks(), expected);
    // Its definition is missing, which is said beside the text.
    assert!(window.shows("There is no definition yet."));
    window.until_saved();
    window.close();
    let kept = desk.news().join("media-literacy.codebook.ron");
    assert!(kept.is_file());
    let window = desk.open_as("Ada");
    assert_eq!(window.label_keys().len(), 4);
    assert_eq!(window.marks(), expected);
}

#[test]
fn names_and_colours_change_what_is_seen_and_no_span() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 1);
    window.until_saved();
    let before = std::fs::read_to_string(desk.beside("Ada")).unwrap();
    let theme = Theme::shipped(ThemeKind::Light);
    let soft = |token: &str| theme.mark(token).soft;
    assert!(window.draws(soft("blue")) && !window.draws(soft("red")));
    window.edit_codebook();
    window.retype("Name (English)", "Claim");
    window.click("Red");
    window.until_codebook_saved();
    // Undo in the editor, by keys, with a field open.
    window.click("Name (French)");
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    assert_eq!(window.label_name("fact"), "Fact");
    window.press(CTRL_SHIFT, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.label_name("fact"), "Claim");
    window.click("Close");
    assert!(window.shows_containing("Claim"));
    assert!(window.draws(soft("red")));
    assert_eq!(window.mark("mascarade").label.as_str(), "fact");
    assert_eq!(std::fs::read_to_string(desk.beside("Ada")).unwrap(), before);
    // And in the page, where the codebook was changed last.
    window.menu("Edit", "Undo: codebook, colour");
    assert!(!window.draws(soft("red")));
    window.press(CTRL, Key::Z);
    assert_eq!(window.label_name("fact"), "Fact");
    window.press(CTRL, Key::Z);
    assert!(window.marks().is_empty());
}

#[test]
fn an_empty_name_is_refused_where_it_is_typed() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.edit_codebook();
    window.retype("Name (French)", "");
    window.press(NONE, Key::Delete);
    assert_eq!(window.label_name("fact"), "Fact");
    window.click("Name (English)");
    window.press(CTRL, Key::A);
    window.press(NONE, Key::Delete);
    assert!(window.shows("A label needs a name. Write one."));
    assert_eq!(window.label_name("fact"), "Fact");
    // Another label's letter is a warning, and holds.
    window.retype("Letter (English)", "O");
    assert!(window.shows_containing("“Opinion” has this letter, too."));
}

#[test]
fn labels_are_merged_and_taken_apart_again() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 3);
    window.tag("historique", 2);
    window.until_saved();
    let before = std::fs::read_to_string(desk.beside("Ada")).unwrap();
    window.edit_codebook();
    // The label in hand is that of the selected mark.
    assert_eq!(
        window
            .harness
            .get_by_label("Name (English)")
            .value()
            .as_deref(),
        Some("Opinion")
    );
    window.scroll_to("Merge");
    window.click("Remove label");
    assert!(window.shows_containing("1 mark in these articles has this label"));
    assert_eq!(window.label_keys().len(), 3);
    window.click("Merge into");
    window.click_last("Loaded language");
    window.click("Merge");
    window.until_codebook_saved();
    assert_eq!(window.label_keys(), ["fact", "loaded"]);
    let loaded = window.state().codebook.labels[1].clone();
    assert_eq!(window.open().own_count(&loaded), 2);
    window.press(CTRL, Key::Z);
    assert_eq!(window.label_keys(), ["fact", "opinion", "loaded"]);
    window.press(NONE, Key::Escape);
    assert_eq!(std::fs::read_to_string(desk.beside("Ada")).unwrap(), before);
}

#[test]
fn comments_are_kept() {
    let desk = Desk::new();
    let file = desk.write("media-literacy.codebook.ron", COMMENTED);
    let mut window = desk.open_as("Ada");
    window.edit_codebook();
    window.retype("Name (English)", "Claim");
    window.until("the question", |window| window.shows("Write a copy"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), COMMENTED);
    window.click("Write a copy");
    window.until_codebook_saved();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), COMMENTED);
    window.close();
    let window = desk.open_as("Ada");
    assert_eq!(window.label_name("fact"), "Claim");
    // On wish the file itself is written.
    let copy = desk.news().join("media-literacy.copy.codebook.ron");
    std::fs::remove_file(copy).unwrap();
    window.close();
    let mut window = desk.open_as("Ada");
    assert_eq!(window.label_name("fact"), "Fact");
    window.edit_codebook();
    window.retype("Name (English)", "Claim");
    window.until("the question", |window| window.shows("Write a copy"));
    window.click("Write it anyway, comments are lost");
    window.until_codebook_saved();
    window.close();
    let (book, by_hand) = store::read_codebook(&file).unwrap().unwrap();
    assert_eq!((book.labels[0].name.get("en"), by_hand), ("Claim", false));
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_written_over() {
    let desk = Desk::new();
    let ours = COMMENTED
        .replace("// Ours. Do not lose this line.\n", "")
        .replace(" // as agreed in May", "");
    let file = desk.write("media-literacy.codebook.ron", &ours);
    let mut window = desk.open_as("Ada");
    let theirs = ours.replace("\"Fact\"", "\"Theirs\"");
    std::fs::write(&file, &theirs).unwrap();
    window.edit_codebook();
    window.retype("Name (English)", "Mine");
    window.until("the question", |window| window.shows("Read it again"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
    window.click("Read it again");
    window.until("their text", |window| window.label_name("fact") == "Theirs");
    window.click("Undo");
    window.until_codebook_saved();
    assert_eq!(window.label_name("fact"), "Mine");
    assert!(std::fs::read_to_string(&file).unwrap().contains("Mine"));
}

#[test]
fn marks_that_the_codebook_does_not_know_are_offered() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 3);
    window.until_saved();
    window.close();
    // A codebook of one label, beside the articles.
    let ours = COMMENTED
        .replace("// Ours. Do not lose this line.\n", "")
        .replace(" // as agreed in May", "");
    desk.write("media-literacy.codebook.ron", &ours);
    let mut window = desk.open_as("Ada");
    window.until("the mark", |window| !window.marks().is_empty());
    assert_eq!(
        window.marks(),
        [("loaded".to_owned(), "mascarade".to_owned())]
    );
    window.click_words("mascarade");
    assert!(window.shows_containing("loaded"));
    window.edit_codebook();
    assert!(window.shows("loaded (1 mark)"));
    window.click("Make it a label");
    window.until_codebook_saved();
    assert_eq!(window.label_keys(), ["fact", "loaded"]);
    assert!(!window.shows("loaded (1 mark)"));
    window.press(CTRL, Key::Z);
    window.click("Count as Fact");
    assert_eq!(window.label_keys(), ["fact"]);
    let fact = window.state().codebook.labels[0].clone();
    assert_eq!(window.open().own_count(&fact), 1);
}

#[test]
fn the_definition_of_the_label_in_hand_stands_beside_the_text() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let says = |window: &Window, text: &str| window.shows_containing(text);
    assert!(says(&window, "Something that proof could show"));
    // Another one that is pointed at.
    let at = window.harness.query_all_by_role(Role::Button);
    let names: Vec<_> = at
        .filter_map(|node| {
            let label = egui_kittest::kittest::NodeT::accesskit_node(&node).label()?;
            (label.starts_with("Loaded language")).then(|| node.rect().center())
        })
        .collect();
    window.harness.hover_at(names[0]);
    window.harness.run();
    assert!(says(&window, "The fewest words that carry a feeling"));
    window.tag("mascarade", 2);
    assert!(says(&window, "What somebody thinks:"));
}

#[test]
fn what_could_not_be_written_is_tried_again_when_the_window_closes() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let file = desk.news().join("media-literacy.codebook.ron");
    std::fs::create_dir(&file).unwrap();
    std::fs::write(&desk.home.saves, "in the way").unwrap();
    window.edit_codebook();
    window.retype("Name (English)", "Claim");
    window.until("the fault", |window| {
        matches!(window.state().codebook_file.save, CodebookSave::Failed(_))
    });
    std::fs::remove_dir(&file).unwrap();
    window.close();
    let (book, _) = store::read_codebook(&file).unwrap().unwrap();
    assert_eq!(book.labels[0].name.get("en"), "Claim");
}
