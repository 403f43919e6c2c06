//! Somebody who reads a page: what the session would keep, and the hands.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::i18n::{Catalogue, Lang};
use postil::model::{Codebook, Label, Layer, LocalText, Overlap, Passages, Pattern, SpanId};
use postil::overlay::{Mark, MarkKey, Overlay};
use postil::session::Selection;
use postil::text::{Granularity, SourceText, TextRange, blocks};
use postil::ui::fonts;
use postil::ui::page::{Found, MarkText, PageAction, PageInput, PageView, Typesetting};
use postil::ui::theme::{Theme, ThemeKind};

pub const TEXT: &str = "Le titre du jour\nLe ministre a annoncé hier une réforme « historique » selon ses proches. L’opposition dénonce un scandale.\nSelon l’Insee, le taux a baissé de 3 % en 2025. Les critiques, furieuses, parlent d’une mascarade honteuse.\nFin.";

/// Somebody who reads: what the session would keep.
pub struct Reader {
    pub view: PageView,
    pub text: SourceText,
    pub overlay: Overlay,
    pub codebook: Codebook,
    pub catalogue: Catalogue,
    pub theme: Theme,
    pub selection: Selection,
    pub selected: Option<MarkKey>,
    pub hidden: Option<MarkKey>,
    pub picked: Vec<TextRange>,
    /// What was read.
    pub read: Passages,
    /// What was left for the next sentence.
    pub passed: Vec<TextRange>,
    /// What was said to be read or not.
    pub told: Vec<(TextRange, bool)>,
    /// How many of them took the place of the one before.
    pub instead: usize,
    /// The armed label.
    pub armed: Option<usize>,
    /// Steps that the keys moved edges by.
    pub nudges: usize,
    pub font_size: f32,
    pub typesetting: Typesetting,
    pub markdown: bool,
    /// How often it was asked what is said of a mark.
    pub asked: std::cell::Cell<usize>,
    /// Keys that the page left to the window.
    pub left: Vec<Key>,
    /// Points at the top of the page over which something lies.
    pub covered: f32,
    /// Places of words that are looked for.
    pub hits: Vec<TextRange>,
}

pub type Page<'a> = Harness<'a, Reader>;

impl Reader {
    pub fn new(text: &str) -> Self {
        let text = SourceText::new(text);
        Self {
            view: PageView::default(),
            overlay: Overlay::new(blocks(&text)),
            text,
            codebook: codebook(),
            catalogue: Catalogue::new(Lang::En),
            theme: Theme::shipped(ThemeKind::Light),
            selection: Selection::default(),
            selected: None,
            hidden: None,
            picked: Vec::new(),
            read: Passages::default(),
            passed: Vec::new(),
            told: Vec::new(),
            instead: 0,
            armed: None,
            nudges: 0,
            font_size: 16.0,
            typesetting: Typesetting::default(),
            markdown: false,
            asked: std::cell::Cell::new(0),
            left: Vec::new(),
            covered: 0.0,
            hits: Vec::new(),
        }
    }

    /// Marks the first place of some words.
    pub fn mark(mut self, number: u128, label: u16, words: &str) -> Self {
        let start = self.text.as_str().find(words).unwrap();
        self.overlay.insert(Mark {
            key: key(number),
            range: self.text.range(start..start + words.len()).unwrap(),
            label: Some(label),
            moved: false,
            unsure: number == 3,
        });
        self
    }

    fn move_mark(&mut self, key: MarkKey, range: TextRange) {
        let mark = self.overlay.get(key).unwrap();
        self.overlay.insert(Mark { range, ..mark });
    }

    /// Adds a mark of anyone.
    pub fn mark_of(mut self, reading: u16, number: u128, label: u16, words: &str) -> Self {
        let start = self.text.as_str().find(words).unwrap();
        self.overlay.insert(Mark {
            key: MarkKey {
                reading,
                ..key(number)
            },
            range: self.text.range(start..start + words.len()).unwrap(),
            label: Some(label),
            moved: false,
            unsure: false,
        });
        self
    }

    /// The words of a mark.
    pub fn marked(&self, number: u128) -> &str {
        self.text
            .slice(self.overlay.get(key(number)).unwrap().range)
    }

    pub fn selected_text(&self) -> &str {
        self.text.slice(self.selection.range(&self.text))
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let describe = |key: MarkKey| {
            self.asked.set(self.asked.get() + 1);
            let mark = self.overlay.get(key)?;
            Some(MarkText {
                label: ["Fact", "Opinion", "Loaded"][usize::from(mark.label?)].to_owned(),
                voice: "the minister".to_owned(),
                reason: "it can be checked".to_owned(),
                reviewer: "Alice".to_owned(),
                moved: None,
            })
        };
        let input = PageInput {
            document: 1,
            came_from: None,
            text: &self.text,
            title: "Article",
            markdown: self.markdown,
            overlay: &self.overlay,
            codebook: &self.codebook,
            catalogue: &self.catalogue,
            theme: &self.theme,
            font_size: self.font_size,
            typesetting: self.typesetting,
            selection: self.selection,
            selected: self.selected,
            armed: self.armed.map(|at| &self.codebook.labels[at]),
            hidden: &|key| self.hidden == Some(key),
            hidden_column: &|_, _| false,
            filter: u64::from(self.hidden.is_some()),
            found: Found {
                covered: self.covered,
                hits: &self.hits,
                ..Found::default()
            },
            read: &self.read,
            noted: &|_| true,
            margin: true,
            notes: true,
            describe: &describe,
        };
        for action in self.view.show(ui, &input) {
            match action {
                PageAction::Select(selection) => self.selection = selection,
                PageAction::SelectMark(mark) => self.selected = mark,
                PageAction::Picked { range, instead } => {
                    self.picked.push(range);
                    self.instead += usize::from(instead);
                }
                PageAction::Disarm => self.armed = None,
                PageAction::Passed(range) => self.passed.push(range),
                PageAction::Read(range, read) => self.told.push((range, read)),
                PageAction::SetRange(mark, range) => self.move_mark(mark, range),
                PageAction::Nudge(mark, range) => {
                    self.nudges += 1;
                    self.move_mark(mark, range);
                }
            }
        }
        let keys = [Key::F6, Key::Num1, Key::Escape, Key::Tab];
        let left = |key: &Key| ui.input(|input| input.key_pressed(*key));
        self.left.extend(keys.into_iter().filter(left));
    }
}

pub fn key(number: u128) -> MarkKey {
    MarkKey::own(SpanId(uuid::Uuid::from_u128(number)))
}

pub fn codebook() -> Codebook {
    let text = |text: &str| LocalText(BTreeMap::from([("en".to_owned(), text.to_owned())]));
    let label = |key: &str, letter: &str, color: &str, pattern, layer| Label {
        key: key.into(),
        aliases: Vec::new(),
        name: text(key),
        letter: text(letter),
        color: color.to_owned(),
        pattern,
        layer,
        snap: Granularity::Word,
        overlap: Overlap::Any,
        claims: false,
        definition: text(""),
        rules: Vec::new(),
        examples: Vec::new(),
    };
    Codebook {
        id: "test".to_owned(),
        revision: String::new(),
        title: text(""),
        about: text(""),
        labels: vec![
            label("fact", "F", "blue", Pattern::Solid, Layer::Clause),
            label("opinion", "O", "amber", Pattern::Hatched, Layer::Clause),
            label("loaded", "L", "magenta", Pattern::Wavy, Layer::Word),
        ],
        rules: Vec::new(),
        statuses: Vec::new(),
        hash: String::new(),
    }
}

pub fn open<'a>(reader: Reader) -> Page<'a> {
    // No room for a margin beside the text.
    open_in(540.0, reader)
}

pub fn open_in<'a>(width: f32, reader: Reader) -> Page<'a> {
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

/// The middle of a character on the screen, from what a screen reader is told.
#[track_caller]
pub fn place(page: &Page<'_>, words: &str, at: usize) -> Pos2 {
    for run in page.query_all_by_role(Role::TextRun) {
        let node = run.accesskit_node();
        let data = node.data();
        let value = data.value().unwrap_or_default();
        let Some(byte) = value.find(words) else {
            continue;
        };
        let char = value[..byte].chars().count() + at;
        let left = data.character_positions().unwrap()[char];
        let width = data.character_widths().unwrap()[char];
        let rect = run.rect();
        return pos2(rect.left() + left + width / 2.0, rect.center().y);
    }
    panic!("{words:?} is not in sight");
}

pub fn button(page: &Page<'_>, pos: Pos2, pressed: bool) {
    page.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
}

pub fn click(page: &mut Page<'_>, pos: Pos2) {
    page.hover_at(pos);
    page.step();
    button(page, pos, true);
    page.step();
    button(page, pos, false);
    page.step();
}

/// A click that is no part of a double click.
pub fn slow_click(page: &mut Page<'_>, pos: Pos2) {
    page.run_steps(30);
    click(page, pos);
}

pub fn drag(page: &mut Page<'_>, from: Pos2, to: Pos2) {
    page.hover_at(from);
    page.step();
    button(page, from, true);
    page.step();
    for step in 1..=5 {
        page.hover_at(from.lerp(to, step as f32 / 5.0));
        page.step();
    }
    button(page, to, false);
    page.run();
}

pub fn hold(page: &mut Page<'_>, modifiers: Modifiers) {
    page.event(Event::ModifiersChanged(modifiers));
    page.step();
}

pub fn wheel(page: &mut Page<'_>, points: f32) {
    page.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    page.step();
}

pub fn press(page: &mut Page<'_>, modifiers: Modifiers, key: Key) {
    page.key_press_modifiers(modifiers, key);
    page.run();
}

#[track_caller]
pub fn assert_selected(page: &Page<'_>, expected: &str) {
    assert_eq!(page.state().selected_text(), expected);
}

pub fn focused<'a>(reader: Reader) -> Page<'a> {
    let page = open(reader);
    page.state().view.focus(&page.ctx);
    let mut page = page;
    page.run();
    page
}

pub fn stacked() -> Reader {
    Reader::new(TEXT)
        .mark(
            1,
            0,
            "Le ministre a annoncé hier une réforme « historique »",
        )
        .mark(2, 1, "réforme « historique » selon ses proches")
        .mark(3, 2, "historique")
        .mark(4, 2, "mascarade honteuse")
}
