//! What has to be fast, measured beside egui's own `TextEdit` on the same text in the same run.
//!
//! `cargo bench --bench ratios` prints a line a goal, `goal NAME value limit ok` (or `short`), and then
//! the medians behind it. Absolute times are for reading, ratios for judging. There is no window: what
//! is measured is `Context::run_ui` and tessellation, with the accessibility tree built.

mod editing;
mod generate;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use editing::Editing;
use egui::{Context, Event, MouseWheelUnit, RawInput, Rect, TouchPhase, Ui, pos2, vec2};
use postil::i18n::{Catalogue, Lang};
use postil::model::{Codebook, Label, Layer, LocalText, Overlap, Pattern};
use postil::overlay::{Mark, Overlay};
use postil::session::Selection;
use postil::text::{Granularity, SourceText, blocks};
use postil::ui::fonts;
use postil::ui::page::{MarkText, PageInput, PageView, Typesetting};
use postil::ui::theme::{Theme, ThemeKind};

/// Bytes of text and spans over it.
const SIZES: [(&str, usize, usize); 3] = [
    ("5 kB/100", 5_000, 100),
    ("1 MB/10,000", 1_000_000, 10_000),
    ("10 MB/100,000", 10_000_000, 100_000),
];

fn main() {
    // Cargo passes arguments of its own; there is nothing to choose.
    let rows: Vec<Row> = SIZES.iter().map(|size| measure(*size)).collect();
    for goal in goals(&rows) {
        goal.print();
    }
    Goal {
        name: "save_20k",
        value: editing::save_of(20_000, &codebook()),
        limit: 250.0,
    }
    .print();
    print_table(&rows);
    print_editing(&rows);
}

/// What was measured of one size, medians in milliseconds.
struct Row {
    name: &'static str,
    /// From text and spans in memory to the first frame.
    first: f64,
    /// A frame in which nothing changes.
    idle: f64,
    /// A frame that scrolls by 60 points.
    scroll: f64,
    /// The first frame after a jump elsewhere.
    jump: f64,
    /// `TextEdit`'s first frame on the text alone.
    edit_first: f64,
    /// `TextEdit`'s frame that scrolls by 60 points.
    edit_scroll: f64,
    /// `TextEdit`'s frame after one character was typed.
    edit_type: f64,
    /// Marking and saving.
    editing: Editing,
}

struct Goal {
    name: &'static str,
    value: f64,
    limit: f64,
}

impl Goal {
    fn print(&self) {
        let verdict = if self.value <= self.limit {
            "ok"
        } else {
            "short"
        };
        println!(
            "goal {} {:.4} {} {verdict}",
            self.name, self.value, self.limit
        );
    }
}

/// The goals, in milliseconds or as ratios. Goals of other areas of the program are added here.
fn goals(rows: &[Row]) -> Vec<Goal> {
    let Some(large) = rows.last() else {
        return Vec::new();
    };
    let goal = |name, value, limit| Goal { name, value, limit };
    vec![
        goal(
            "first_frame_vs_textedit",
            large.first / large.edit_first,
            0.01,
        ),
        goal("frame_10m", large.scroll.max(large.idle), 0.5),
        goal("jump", large.jump, 2.0),
        goal(
            "tag_10m",
            large
                .editing
                .tag
                .max(large.editing.change)
                .max(large.editing.undo),
            0.2,
        ),
    ]
}

fn print_table(rows: &[Row]) {
    println!();
    println!("median ms       page: first    idle  scroll    jump | TextEdit: first   scroll");
    for row in rows {
        println!(
            "{:<15} {:>11.2} {:>7.3} {:>7.3} {:>7.3} | {:>15.1} {:>8.2}",
            row.name, row.first, row.idle, row.scroll, row.jump, row.edit_first, row.edit_scroll
        );
    }
}

fn print_editing(rows: &[Row]) {
    println!();
    println!("median ms              tag  change    undo |     save     load | TextEdit: type");
    for row in rows {
        let editing = &row.editing;
        println!(
            "{:<15} {:>10.4} {:>7.4} {:>7.4} | {:>8.2} {:>8.2} | {:>14.2}",
            row.name,
            editing.tag,
            editing.change,
            editing.undo,
            editing.save,
            editing.load,
            row.edit_type
        );
    }
}

fn measure((name, bytes, spans): (&'static str, usize, usize)) -> Row {
    let text = generate::text(bytes, 1);
    let marks = generate::marks(&text, spans, 2);
    let first = median((0..7).map(|_| first_frame(&text, &marks)));
    let mut page = Page::open(&text, &marks);
    page.frame(0.0);
    let idle = median((0..200).map(|_| page.frame(0.0)));
    let scroll = median((0..400).map(|_| page.frame(-60.0)));
    let mut random = generate::Random::new(3);
    let jump = median((0..100).map(|_| {
        let start = random.below(text.len());
        page.view.reveal(text.clamp(start..start));
        page.frame(0.0)
    }));
    let frames = if bytes > 5_000_000 { 1 } else { 3 };
    let edits: Vec<Edit> = (0..frames).map(|_| Edit::measure(&text)).collect();
    Row {
        name,
        first,
        idle,
        scroll,
        jump,
        edit_first: median(edits.iter().map(|edit| edit.first)),
        edit_scroll: median(edits.iter().map(|edit| edit.scroll)),
        edit_type: median(edits.iter().map(|edit| edit.typed)),
        editing: editing::measure(&text, &marks, &codebook()),
    }
}

/// From text and spans in memory: cutting into blocks, indexing the spans, one frame.
fn first_frame(text: &SourceText, marks: &[Mark]) -> f64 {
    let mut page = Page::open(text, &[]);
    let start = Instant::now();
    page.mark(marks);
    page.frame(0.0);
    milliseconds(start)
}

/// A page with what the session would keep.
struct Page<'a> {
    window: Window,
    view: PageView,
    text: &'a SourceText,
    overlay: Overlay,
    codebook: Codebook,
    catalogue: Catalogue,
    theme: Theme,
}

impl<'a> Page<'a> {
    fn open(text: &'a SourceText, marks: &[Mark]) -> Self {
        let mut page = Self {
            window: Window::new(),
            view: PageView::default(),
            text,
            overlay: Overlay::default(),
            codebook: codebook(),
            catalogue: Catalogue::new(Lang::Fr),
            theme: Theme::shipped(ThemeKind::Light),
        };
        page.mark(marks);
        page
    }

    /// Cuts the text into blocks and lays the spans over it.
    fn mark(&mut self, marks: &[Mark]) {
        self.overlay = Overlay::new(blocks(self.text));
        self.overlay.extend(marks.iter().copied());
    }

    /// One frame that scrolls by some points, in milliseconds.
    fn frame(&mut self, points: f32) -> f64 {
        let input = PageInput {
            document: 1,
            text: self.text,
            title: "",
            markdown: false,
            overlay: &self.overlay,
            codebook: &self.codebook,
            catalogue: &self.catalogue,
            theme: &self.theme,
            font_size: 17.0,
            typesetting: Typesetting::default(),
            selection: Selection::default(),
            selected: None,
            armed: None,
            hidden: &|_| false,
            filter: 0,
            found: Default::default(),
            describe: &|_| Some(MarkText::default()),
        };
        let view = &mut self.view;
        self.window.frame(points, |ui| {
            view.show(ui, &input);
        })
    }
}

/// egui's own editor on the same text.
struct Edit {
    first: f64,
    scroll: f64,
    typed: f64,
}

impl Edit {
    fn measure(text: &SourceText) -> Self {
        let mut window = Window::new();
        let mut text = text.as_str().to_owned();
        let mut show = |ui: &mut Ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                let edit = egui::TextEdit::multiline(&mut text).desired_width(f32::INFINITY);
                ui.add(edit.font(fonts::reading(17.0))).request_focus();
            });
        };
        let first = window.frame(0.0, &mut show);
        let frames: Vec<f64> = (0..5).map(|_| window.frame(-60.0, &mut show)).collect();
        Self {
            first,
            scroll: median(frames.into_iter()),
            typed: median(
                (0..3).map(|_| window.frame_with(Event::Text("x".to_owned()), &mut show)),
            ),
        }
    }
}

/// egui without a window.
struct Window {
    ctx: Context,
    time: f64,
}

impl Window {
    fn new() -> Self {
        let ctx = Context::default();
        ctx.set_fonts(fonts::definitions());
        Theme::shipped(ThemeKind::Light).apply(&ctx);
        ctx.enable_accesskit();
        let mut window = Self { ctx, time: 0.0 };
        // Fonts are read with the first frames, whatever is in them.
        for _ in 0..3 {
            window.frame(0.0, |ui| {
                ui.label("Ag");
            });
        }
        window
    }

    fn frame(&mut self, points: f32, show: impl FnMut(&mut Ui)) -> f64 {
        if points == 0.0 {
            return self.run(Vec::new(), show);
        }
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        };
        self.frame_with(wheel, show)
    }

    fn frame_with(&mut self, event: Event, show: impl FnMut(&mut Ui)) -> f64 {
        self.run(vec![event], show)
    }

    fn run(&mut self, more: Vec<Event>, show: impl FnMut(&mut Ui)) -> f64 {
        self.time += 1.0 / 60.0;
        let mut events = vec![Event::PointerMoved(pos2(400.0, 400.0))];
        events.extend(more);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 800.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, show);
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let time = milliseconds(start);
        output.textures_delta.clear();
        time
    }
}

/// How long something takes, in milliseconds.
fn time(call: impl FnOnce()) -> f64 {
    let start = Instant::now();
    call();
    milliseconds(start)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn codebook() -> Codebook {
    let text = |text: &str| LocalText(BTreeMap::from([("en".to_owned(), text.to_owned())]));
    let label = |letter: &str, color: &str, pattern, layer| Label {
        key: letter.into(),
        aliases: Vec::new(),
        name: text(letter),
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
        id: "bench".to_owned(),
        revision: String::new(),
        title: text(""),
        about: text(""),
        labels: vec![
            label("F", "blue", Pattern::Solid, Layer::Clause),
            label("O", "amber", Pattern::Hatched, Layer::Clause),
            label("L", "magenta", Pattern::Wavy, Layer::Word),
        ],
        rules: Vec::new(),
        statuses: Vec::new(),
        hash: String::new(),
    }
}
