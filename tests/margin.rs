//! What stands beside the text: notes, signs for notes, and the rail.
#![cfg(feature = "gui")]

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::{Catalogue, Lang};
use postil::model::{Codebook, Passages, SpanId};
use postil::overlay::{Mark, MarkKey, Overlay};
use postil::session::Selection;
use postil::text::{SourceText, blocks};
use postil::ui::fonts;
use postil::ui::page::{Found, MarkText, PageAction, PageInput, PageView, Typesetting};
use postil::ui::theme::{Theme, ThemeKind};
use proptest::prelude::*;

const TEXT: &str = "Le titre du jour\nLe ministre a annoncé hier une réforme « historique » selon ses proches. L’opposition dénonce un scandale.\nSelon l’Insee, le taux a baissé de 3 % en 2025. Les critiques, furieuses, parlent d’une mascarade honteuse.\nFin.";

/// Somebody who reads.
struct Reader {
    view: PageView,
    text: SourceText,
    overlay: Overlay,
    codebook: Codebook,
    catalogue: Catalogue,
    theme: Theme,
    selection: Selection,
    selected: Option<MarkKey>,
    notes: bool,
    reason: String,
}

type Page<'a> = Harness<'a, Reader>;

fn key(number: u128) -> MarkKey {
    MarkKey::own(SpanId(uuid::Uuid::from_u128(number)))
}

impl Reader {
    fn new(text: &str) -> Self {
        let text = SourceText::new(text);
        Self {
            view: PageView::default(),
            overlay: Overlay::new(blocks(&text)),
            text,
            codebook: postil::store::default_codebook().unwrap(),
            catalogue: Catalogue::new(Lang::En),
            theme: Theme::shipped(ThemeKind::Light),
            selection: Selection::default(),
            selected: None,
            notes: true,
            reason: "it can be checked".to_owned(),
        }
    }

    fn add(&mut self, number: u128, label: u16, bytes: std::ops::Range<usize>) {
        let range = self.text.clamp(bytes);
        if !range.is_empty() {
            self.overlay.insert(Mark {
                key: key(number),
                range,
                label: Some(label),
                moved: false,
                unsure: false,
            });
        }
    }

    /// Marks the first place of some words.
    fn mark(mut self, number: u128, label: u16, words: &str) -> Self {
        let start = self.text.as_str().find(words).unwrap();
        self.add(number, label, start..start + words.len());
        self
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let describe = |key: MarkKey| {
            let mark = self.overlay.get(key)?;
            Some(MarkText {
                label: ["Fact", "Opinion", "Loaded"][usize::from(mark.label?)].to_owned(),
                voice: String::new(),
                reason: self.reason.clone(),
                reviewer: String::new(),
                moved: None,
            })
        };
        let input = PageInput {
            document: 1,
            came_from: None,
            text: &self.text,
            title: "Article",
            markdown: false,
            overlay: &self.overlay,
            codebook: &self.codebook,
            catalogue: &self.catalogue,
            theme: &self.theme,
            font_size: 16.0,
            typesetting: Typesetting::default(),
            selection: self.selection,
            selected: self.selected,
            armed: None,
            hidden: &|_| false,
            hidden_column: &|_, _| false,
            filter: 0,
            found: Found::default(),
            read: &Passages::default(),
            noted: &|key| key != self::key(99),
            margin: true,
            notes: self.notes,
            describe: &describe,
        };
        for action in self.view.show(ui, &input) {
            match action {
                PageAction::Select(selection) => self.selection = selection,
                PageAction::SelectMark(mark) => self.selected = mark,
                _ => {}
            }
        }
    }
}

fn open_in<'a>(width: f32, reader: Reader) -> Page<'a> {
    let mut page = Harness::builder()
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(120)
        .with_size(vec2(width, 420.0))
        .allow_missing_glyphs()
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts::definitions());
            Theme::shipped(ThemeKind::Light).apply(ctx);
        })
        .build_ui_state(|ui, reader: &mut Reader| reader.show(ui), reader);
    page.run();
    page
}

fn open<'a>(reader: Reader) -> Page<'a> {
    open_in(700.0, reader)
}

fn click(page: &mut Page<'_>, pos: Pos2) {
    page.hover_at(pos);
    page.step();
    for pressed in [true, false] {
        page.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        page.step();
    }
    page.run();
}

fn notes(page: &Page<'_>) -> Vec<Rect> {
    let notes = page.query_all_by_role(Role::Comment);
    let mut rects: Vec<Rect> = notes.map(|note| note.rect()).collect();
    rects.sort_by(|a, b| a.top().total_cmp(&b.top()));
    rects
}

/// Where every character of the text in sight stands.
fn glyphs(page: &Page<'_>) -> Vec<(Rect, String, Vec<f32>)> {
    let runs = page.query_all_by_role(Role::TextRun);
    let run = |run: egui_kittest::Node<'_>| {
        let node = run.accesskit_node();
        let data = node.data();
        let value = data.value().unwrap_or_default().to_owned();
        let places = data.character_positions().unwrap_or_default().to_vec();
        (run.rect(), value, places)
    };
    runs.map(run).collect()
}

/// The row that holds some words.
#[track_caller]
fn row(page: &Page<'_>, words: &str) -> Rect {
    let rows = glyphs(page).into_iter();
    let mut rows = rows.filter(|(_, text, _)| text.contains(words));
    rows.next().map(|(rect, ..)| rect).unwrap()
}

#[test]
fn notes_are_level_with_their_rows_and_select_their_mark() {
    let reader = Reader::new(TEXT)
        .mark(1, 0, "Le ministre")
        .mark(2, 2, "mascarade")
        .mark(99, 1, "Selon l’Insee");
    let mut page = open(reader);
    // The third has nothing to say.
    let placed = notes(&page);
    assert_eq!(placed.len(), 2);
    for (note, words) in placed.iter().zip(["Le ministre", "mascarade"]) {
        let row = row(&page, words);
        assert!(
            (note.top() - row.top()).abs() < row.height() / 2.0,
            "{words}"
        );
        assert!(note.left() > row.right());
    }
    click(&mut page, placed[1].center());
    assert_eq!(page.state().selected, Some(key(2)));
    assert!(
        page.ctx
            .memory(|memory| memory.has_focus(page.state().view.id()))
    );
    // A selected mark always has a note.
    page.state_mut().selected = Some(key(99));
    page.run();
    assert_eq!(notes(&page).len(), 3);
}

#[test]
fn notes_give_way_and_the_selected_one_stays() {
    let mut reader = Reader::new(TEXT)
        .mark(1, 0, "Selon l’Insee")
        .mark(2, 1, "l’Insee, le")
        .mark(3, 2, "taux");
    reader.reason = "because of this and that, at length".to_owned();
    let mut page = open(reader);
    for selected in [None, Some(3), Some(2), Some(1)] {
        page.state_mut().selected = selected.map(key);
        page.run();
        let placed = notes(&page);
        assert_eq!(placed.len(), 3);
        assert!(
            placed
                .windows(2)
                .all(|pair| pair[0].bottom() <= pair[1].top())
        );
        if let Some(at) = selected {
            let row = row(&page, "Selon l’Insee");
            let own = placed[at as usize - 1];
            assert!((own.top() - row.top()).abs() < row.height() / 2.0, "{at}");
        }
    }
}

#[test]
fn nothing_moves_when_notes_come_and_go() {
    for width in [360.0, 700.0, 1_200.0] {
        let mut page = open_in(width, Reader::new(TEXT));
        let before = glyphs(&page);
        page.state_mut().add(1, 0, 20..60);
        page.run();
        assert_eq!(glyphs(&page), before);
        page.state_mut().notes = false;
        page.run();
        assert_eq!(glyphs(&page), before);
    }
}

#[test]
fn what_finds_no_room_is_counted_and_reached_by_clicks() {
    let mut reader = Reader::new(TEXT);
    for number in 0..30u128 {
        reader.add(number + 1, 0, 20..40 + number as usize);
    }
    let mut page = open(reader);
    assert!(page.state().view.stats().notes <= 60);
    let shown = notes(&page).len();
    assert!((2..30).contains(&shown), "{shown}");
    let mut met = Vec::new();
    for _ in 0..40 {
        let more = page.query_all_by_role(Role::Button).next().unwrap().rect();
        click(&mut page, more.left_center() + vec2(8.0, 0.0));
        met.extend(page.state().selected);
    }
    met.sort();
    met.dedup();
    assert_eq!(met.len(), 30);
}

#[test]
fn ten_thousand_marks_cost_what_is_visible() {
    let mut reader = Reader::new(&format!("{TEXT}\n").repeat(20));
    let length = reader.text.len();
    for number in 0..10_000usize {
        let start = number * 37 % length;
        reader.add(number as u128 + 100, (number % 3) as u16, start..start + 40);
    }
    let mut page = open(reader);
    let stats = page.state().view.stats();
    assert!((1..=60).contains(&stats.notes), "{stats:?}");
    page.run_steps(2);
    // Nothing changed: the rail is as it was.
    assert_eq!(page.state().view.stats().rails, 0);
    page.state_mut().add(7, 1, 0..9);
    page.step();
    assert_eq!(page.state().view.stats().rails, 1);
}

#[test]
fn narrow_windows_have_signs_in_the_place_of_notes() {
    let mut page = open_in(
        360.0,
        Reader::new(TEXT)
            .mark(1, 0, "Le titre")
            .mark(2, 1, "titre du"),
    );
    assert_eq!(notes(&page).len(), 0);
    let sign = page.get_by_role(Role::Button).rect();
    let title = row(&page, "Le titre");
    assert!(title.y_range().contains(sign.center().y));
    for expected in [1, 2, 1] {
        click(&mut page, sign.center());
        assert_eq!(page.state().selected, Some(key(expected)));
    }
    page.state_mut().notes = false;
    page.run();
    assert!(page.query_by_role(Role::Button).is_none());
}

#[test]
fn the_rail_jumps_where_it_is_clicked() {
    let mut page = open(Reader::new(&format!("{TEXT}\n").repeat(200)));
    let rail = page.get_by_role(Role::ScrollBar).rect();
    let place = |page: &Page<'_>| {
        let bar = page.get_by_role(Role::ScrollBar);
        let bar = bar.accesskit_node();
        let data = bar.data();
        data.numeric_value().unwrap() / data.max_numeric_value().unwrap()
    };
    assert_eq!(place(&page), 0.0);
    click(&mut page, rail.center());
    assert!((place(&page) - 0.5).abs() < 0.05, "{}", place(&page));
    click(&mut page, rail.center_bottom() - vec2(0.0, 1.0));
    assert!(place(&page) > 0.98);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Marks never move or reshape the text: the same rows, with every character where it was.
    #[test]
    fn marks_never_change_a_row(
        width in 240.0f32..1_100.0,
        marks in proptest::collection::vec((0usize..300, 1usize..200, 0u16..3), 1..40),
    ) {
        let mut page = open_in(width, Reader::new(TEXT));
        let before = glyphs(&page);
        prop_assert!(!before.is_empty());
        for (number, (start, length, label)) in marks.into_iter().enumerate() {
            page.state_mut().add(number as u128 + 1, label, start..start + length);
        }
        page.state_mut().selected = Some(key(1));
        page.run();
        prop_assert_eq!(glyphs(&page), before);
    }
}
