//! What the pictures show: the page alone, with the program's own codebook and fonts.

use std::sync::Arc;

use egui::vec2;
use egui_kittest::Harness;
use postil::i18n::{Catalogue, Lang};
use postil::model::{Codebook, Passages, SpanId};
use postil::overlay::{Mark, MarkKey, Overlay};
use postil::session::Selection;
use postil::store::default_codebook;
use postil::text::{SourceText, TextRange, blocks};
use postil::ui::fonts;
use postil::ui::page::{Found, MarkText, PageInput, PageView, Typesetting};
use postil::ui::theme::{Theme, ThemeKind};

use crate::painter::Painter;
use crate::picture::Picture;

const WIDTH: f32 = 620.0;
/// Room for notes beside the text.
const WIDE: f32 = 860.0;
/// The person at the window, who is not named, and others.
const READERS: [&str; 4] = ["", "Heron", "Juniper", "Robin"];
const HEIGHT: f32 = 330.0;

/// A page to be drawn.
#[derive(Clone)]
pub struct Scene {
    text: SourceText,
    lang: Lang,
    theme: ThemeKind,
    font_size: f32,
    width: f32,
    marks: Vec<Mark>,
    /// What is said of the marks, in their order.
    reasons: Vec<&'static str>,
    /// Looks for these words, too.
    sought: Option<&'static str>,
    selection: Selection,
    selected: Option<MarkKey>,
    codebook: Arc<Codebook>,
}

impl Scene {
    pub fn new(text: &str) -> Self {
        Self {
            text: SourceText::new(text),
            lang: Lang::En,
            theme: ThemeKind::Light,
            font_size: 16.0,
            width: WIDTH,
            marks: Vec::new(),
            reasons: Vec::new(),
            sought: None,
            selection: Selection::default(),
            selected: None,
            codebook: Arc::new(default_codebook().unwrap()),
        }
    }

    pub fn french(self) -> Self {
        Self {
            lang: Lang::Fr,
            ..self
        }
    }

    pub fn theme(self, theme: ThemeKind) -> Self {
        Self { theme, ..self }
    }

    pub fn size(self, font_size: f32) -> Self {
        Self { font_size, ..self }
    }

    pub fn wide(self) -> Self {
        Self {
            width: WIDE,
            ..self
        }
    }

    /// Says why the mark made last was made.
    pub fn because(mut self, reason: &'static str) -> Self {
        self.reasons.resize(self.marks.len() - 1, "");
        self.reasons.push(reason);
        self
    }

    /// Looks for some words.
    pub fn seek(self, words: &'static str) -> Self {
        Self {
            sought: Some(words),
            ..self
        }
    }

    /// Marks the first place of some words; reader 0 is the person at the window.
    pub fn mark(self, reader: u16, label: &str, words: &str) -> Self {
        self.mark_as(reader, label, words, |_| {})
    }

    /// The same, with more to say.
    pub fn mark_as(
        mut self,
        reader: u16,
        label: &str,
        words: &str,
        more: impl FnOnce(&mut Mark),
    ) -> Self {
        let labels = &self.codebook.labels;
        let label = labels.iter().position(|known| known.key.as_str() == label);
        let mut mark = Mark {
            key: MarkKey {
                reading: reader,
                id: SpanId(uuid::Uuid::from_u128(1 + self.marks.len() as u128)),
            },
            range: self.find(words),
            label: Some(u16::try_from(label.expect("a label of the codebook")).unwrap()),
            moved: false,
            unsure: false,
        };
        more(&mut mark);
        self.marks.push(mark);
        self
    }

    /// Selects the first place of some words.
    pub fn select(self, words: &str) -> Self {
        let selection = Selection::of(self.find(words));
        Self { selection, ..self }
    }

    /// Selects the mark made last.
    pub fn select_mark(self) -> Self {
        let selected = self.marks.last().map(|mark| mark.key);
        Self { selected, ..self }
    }

    /// The same page without the mark on the fewest words.
    pub fn without_shortest(&self) -> Self {
        let mut less = self.clone();
        let marks = less.marks.iter().enumerate();
        let shortest = marks.min_by_key(|(_, mark)| mark.range.len());
        let at = shortest.expect("a mark").0;
        less.marks.remove(at);
        less
    }

    #[track_caller]
    fn find(&self, words: &str) -> TextRange {
        let start = self.text.as_str().find(words).expect("the words");
        self.text.range(start..start + words.len()).unwrap()
    }

    pub fn draw(&self) -> Picture {
        let mut overlay = Overlay::new(blocks(&self.text));
        for mark in &self.marks {
            overlay.insert(*mark);
        }
        let theme = Theme::shipped(self.theme);
        let catalogue = Catalogue::new(self.lang);
        let describe = |key| {
            let at = self.marks.iter().position(|mark| mark.key == key)?;
            let label = usize::from(self.marks[at].label?);
            let label = self.codebook.labels.get(label)?;
            let reason = self.reasons.get(at).copied().unwrap_or_default();
            Some(MarkText {
                label: label.name.get(self.lang.tag()).to_owned(),
                reason: reason.to_owned(),
                reviewer: READERS[usize::from(key.reading)].to_owned(),
                ..MarkText::default()
            })
        };
        let hits: Vec<TextRange> = match self.sought {
            None => Vec::new(),
            Some(words) => {
                let places = self.text.as_str().match_indices(words);
                let range = |(at, _)| self.text.clamp(at..at + words.len());
                places.map(range).collect()
            }
        };
        let mut view = PageView::default();
        let painter = Painter::default();
        let theme_kind = self.theme;
        let mut window = Harness::builder()
            .with_size(vec2(self.width, HEIGHT))
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(120)
            .renderer(painter.clone())
            .with_context_setup(move |ctx| {
                ctx.set_fonts(fonts::definitions());
                Theme::shipped(theme_kind).apply(ctx);
            })
            .build_ui(|ui| {
                ui.painter()
                    .rect_filled(ui.ctx().content_rect(), 0.0, theme.paper);
                let input = PageInput {
                    found: Found {
                        hits: &hits,
                        ..Found::default()
                    },
                    document: 1,
                    came_from: None,
                    text: &self.text,
                    title: "",
                    markdown: false,
                    overlay: &overlay,
                    codebook: &self.codebook,
                    catalogue: &catalogue,
                    theme: &theme,
                    font_size: self.font_size,
                    typesetting: Typesetting::default(),
                    selection: self.selection,
                    selected: self.selected,
                    armed: None,
                    hidden: &|_| false,
                    hidden_column: &|_, _| false,
                    filter: 0,
                    read: &Passages::default(),
                    noted: &|_| true,
                    margin: true,
                    notes: true,
                    describe: &describe,
                };
                view.focus(ui.ctx());
                view.show(ui, &input);
            });
        // Heights are guessed before they are known.
        window.run_steps(4);
        painter.draw(&window)
    }
}
