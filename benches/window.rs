//! The program's window without a screen: its frames, tessellated, with the accessibility tree built.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui::{Context, Event, MouseWheelUnit, RawInput, Rect, TouchPhase, Ui, pos2, vec2};
use postil::i18n::Lang;
use postil::job::{Dialogs, Picked, Watching};
use postil::model::Codebook;
use postil::session::{App, Command, OpenArticle, Pick};
use postil::store::{Home, Settings};
use postil::text::TextRange;
use postil::ui::fonts;
use postil::ui::theme::{Theme, ThemeKind};
use postil::ui::{PostilApp, Start};

use crate::clock;
use crate::desk::reviewer;

/// egui without a window.
pub struct Window {
    pub ctx: Context,
    pub size: egui::Vec2,
    pub scale: f32,
    time: f64,
    /// Whether egui knows where the pointer rests: told again, it would draw another frame for it.
    rests: Option<egui::Pos2>,
}

impl Window {
    pub fn new() -> Self {
        let ctx = Context::default();
        ctx.set_fonts(fonts::definitions());
        Theme::shipped(ThemeKind::Light).apply(&ctx);
        ctx.enable_accesskit();
        let mut window = Self {
            ctx,
            size: vec2(1240.0, 800.0),
            scale: 1.0,
            time: 0.0,
            rests: None,
        };
        // Fonts are read with the first frames, whatever is in them.
        for _ in 0..3 {
            window.frame(Input::default(), |ui| {
                ui.label("Ag");
            });
        }
        window
    }

    /// One frame, in milliseconds of CPU time.
    pub fn frame(&mut self, input: Input, show: impl FnMut(&mut Ui)) -> f64 {
        self.time += 1.0 / 60.0;
        let size = self.size;
        let rests = pos2(size.x / 2.0, size.y / 2.0);
        let mut events = Vec::new();
        if self.rests.replace(rests) != Some(rests) {
            events.push(Event::PointerMoved(rests));
        }
        if input.scroll != 0.0 {
            events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, input.scroll),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: egui::Modifiers::NONE,
            });
        }
        events.extend(input.event);
        let mut raw = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
            time: Some(self.time),
            focused: true,
            events,
            dropped_files: input.dropped.into_iter().map(dropped).collect(),
            ..RawInput::default()
        };
        if let Some(viewport) = raw.viewports.get_mut(&raw.viewport_id) {
            viewport.native_pixels_per_point = Some(self.scale);
        }
        let start = clock::of_thread();
        let mut output = self.ctx.run_ui(raw, show);
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let time = clock::of_thread() - start;
        output.textures_delta.clear();
        time
    }
}

/// What happens before a frame.
#[derive(Default)]
pub struct Input {
    /// Points by which the wheel was turned.
    pub scroll: f32,
    pub event: Option<Event>,
    pub dropped: Option<PathBuf>,
}

impl Input {
    pub fn scroll(points: f32) -> Self {
        Self {
            scroll: points,
            ..Self::default()
        }
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("never asked".to_owned())
    }
}

fn dropped(path: PathBuf) -> egui::DroppedFileHandle {
    Arc::new(Dropped(path))
}

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn pick(&self, _: Pick) -> Picked {
        Picked::Unavailable
    }
}

/// The program, running.
pub struct Program {
    pub window: Window,
    pub app: PostilApp,
    /// Set when a thread has answered.
    answered: Arc<AtomicBool>,
}

/// What opening an article cost, in milliseconds of CPU time of all threads.
pub struct Opening {
    /// To the frame that shows the text.
    pub text: f64,
    /// To the frame that shows all spans.
    pub spans: f64,
    /// The longest frame on the way.
    pub worst_frame: f64,
    /// The same on the wall, to all spans.
    pub wall: f64,
}

impl Program {
    /// Starts with nothing open.
    pub fn start(home: Home, codebook: Codebook) -> Self {
        let window = Window::new();
        let settings = Settings {
            reviewer: Some(reviewer(0)),
            ..Settings::default()
        };
        let start = Start {
            home,
            settings,
            lang: Lang::Fr,
            codebook: Arc::new(codebook),
            problem: None,
            dialogs: Arc::new(NoDialogs),
            watching: Watching::default(),
            paths: Vec::new(),
            bookmark: None,
        };
        let answered = Arc::new(AtomicBool::new(false));
        let app = PostilApp::new(&window.ctx, start);
        let asked = Arc::clone(&answered);
        window.ctx.set_request_repaint_callback(move |_| {
            asked.store(true, Ordering::Relaxed);
        });
        let mut program = Self {
            window,
            app,
            answered,
        };
        for _ in 0..5 {
            program.frame(Input::default());
        }
        program
    }

    /// One frame of the whole window.
    pub fn frame(&mut self, input: Input) -> f64 {
        let app = &mut self.app;
        self.window.frame(input, |ui| {
            let ctx = ui.ctx().clone();
            app.before_frame(&ctx);
            app.frame(ui);
        })
    }

    /// One frame of the page alone: text, marks, margin and rail.
    pub fn page(&mut self, input: Input, reveal: Option<TextRange>) -> f64 {
        let app = &mut self.app;
        self.window.frame(input, |ui| app.page_alone(ui, reveal))
    }

    pub fn open(&self) -> &OpenArticle {
        match self.app.state().current_article() {
            Some(open) => open,
            None => panic!("nothing is open"),
        }
    }

    /// Shows everyone's marks.
    pub fn show_others(&mut self) {
        for at in 0..self.open().others.len() {
            self.app.ask(Command::App(App::ShowOther(at, true)));
        }
    }

    /// Drops a file on the window and waits until all of it is shown.
    pub fn drop(&mut self, path: PathBuf) -> Opening {
        let (start, wall) = (clock::of_process(), Instant::now());
        let mut opening = Opening {
            text: f64::NAN,
            spans: f64::NAN,
            worst_frame: 0.0,
            wall: 0.0,
        };
        let mut input = Input {
            dropped: Some(path),
            ..Input::default()
        };
        loop {
            self.answered.store(false, Ordering::Relaxed);
            let frame = self.frame(std::mem::take(&mut input));
            opening.worst_frame = opening.worst_frame.max(frame);
            let open = self.app.state().current_article();
            if open.is_some() && opening.text.is_nan() {
                opening.text = clock::of_process() - start;
            }
            if open.is_some_and(|open| !open.being_read && open.own.is_some()) {
                self.show_others();
                let frame = self.frame(Input::default());
                opening.worst_frame = opening.worst_frame.max(frame);
                opening.spans = clock::of_process() - start;
                opening.wall = wall.elapsed().as_secs_f64() * 1e3;
                return opening;
            }
            while !self.answered.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_micros(200));
            }
            assert!(wall.elapsed() < Duration::from_secs(120), "never opened");
        }
    }
}
