//! From text and spans to frames.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::vec2;
use postil::anchor::Elsewhere;
use postil::model::{Article, ArticleMeta, Codebook, EncodingNote, Reading};
use postil::session::{ArticleOnDisk, Event, Overview, ReadingOnDisk};
use postil::text::blocks;

use crate::clock::{median, of_thread, time, worst};
use crate::desk::{Case, Desk, home_in, somewhere};
use crate::generate::Random;
use crate::window::{Input, Program};

/// From an article and its readings in memory to the first frame of the page: cut into blocks, every
/// span found in the text and indexed, taken in, drawn. Median in milliseconds.
pub fn first_frame(case: &Case, codebook: &Codebook, desk: &Desk, file: &Path) -> f64 {
    let folder = desk.path();
    let article = Arc::new(Article {
        file_name: "article.txt".to_owned(),
        text: case.text.clone(),
        encoding: EncodingNote {
            name: "UTF-8",
            bom: false,
            chosen: false,
            damaged: false,
        },
        importer: postil::import::importer(),
        meta: ArticleMeta::default(),
    });
    let stored = postil::store::readings_of(file, Some(&article.text), &desk.home);
    let readings = stored.into_iter().filter_map(|stored| stored.result.ok());
    let readings: Vec<Reading> = readings.map(|loaded| loaded.reading).collect();
    let first = || {
        let mut program = Program::start(home_in(folder), codebook.clone());
        let path = folder.join("not-there.txt");
        program.app.take_in(Event::Scanned {
            articles: vec![path.clone()],
            named: Vec::new(),
            session: None,
            codebook: None,
            replace: true,
            problems: Vec::new(),
        });
        let generation = program.app.state().generation;
        let readings = readings.clone();
        let start = of_thread();
        let blocks = blocks(&article.text).into();
        let nowhere = Elsewhere::new();
        let readings = readings.into_iter().map(|reading| ReadingOnDisk {
            file: PathBuf::from(format!("article.txt.{}.ann.ron", reading.reviewer.name)),
            overview: Some(Overview::new(&article.text, &reading, &nowhere)),
            copies: Default::default(),
            result: Ok(reading),
            warning: None,
        });
        let on_disk = ArticleOnDisk {
            article: Arc::clone(&article),
            blocks: Some(blocks),
            readings: readings.collect(),
            elsewhere: Elsewhere::new(),
            places: None,
            problems: Vec::new(),
        };
        program.app.take_in(Event::Loaded {
            path,
            generation,
            result: Ok(Box::new(on_disk)),
        });
        program.show_others();
        program.page(Input::default(), None);
        of_thread() - start
    };
    median([(); 3].map(|()| first()))
}

/// Medians of frames in milliseconds.
pub struct Frames {
    /// Nothing changes.
    pub idle: f64,
    /// The wheel is turned by 60 points.
    pub scroll: f64,
    /// A place elsewhere is shown.
    pub jump: f64,
    /// The whole window with nothing changing.
    pub window_idle: f64,
    /// The whole window, scrolling.
    pub window_scroll: f64,
}

/// Measures the frames of an article that is open.
pub fn frames(program: &mut Program) -> Frames {
    let text = program.open().article.text.clone();
    let mut random = Random::new(3);
    for _ in 0..5 {
        program.page(Input::default(), None);
    }
    let idle = median(
        (0..200)
            .map(|_| program.page(Input::default(), None))
            .collect::<Vec<_>>(),
    );
    let scroll = (0..400).map(|_| program.page(Input::scroll(-60.0), None));
    let scroll = median(scroll.collect::<Vec<_>>());
    let jump = (0..100).map(|_| {
        let place = somewhere(&text, &mut random, 1);
        program.page(Input::default(), Some(place))
    });
    let jump = median(jump.collect::<Vec<_>>());
    for _ in 0..5 {
        program.frame(Input::default());
    }
    let window_idle = median(
        (0..100)
            .map(|_| program.frame(Input::default()))
            .collect::<Vec<_>>(),
    );
    let scrolled = (0..100).map(|_| program.frame(Input::scroll(-60.0)));
    Frames {
        idle,
        scroll,
        jump,
        window_idle,
        window_scroll: median(scrolled.collect::<Vec<_>>()),
    }
}

/// The longest frame of the whole window while its width is swept, and its scale. Each frame is the
/// median of three sweeps, so that it is the longest by its work and not by what else the machine did.
pub fn resizing(program: &mut Program) -> f64 {
    let place = program.open().article.text.len() / 2;
    let place = program.open().article.text.clamp(place..place);
    program.page(Input::default(), Some(place));
    program.frame(Input::default());
    // Scales of each sweep are its own: what is drawn once is kept for a while.
    let sweeps = [0.0, 0.05, 0.1].map(|more| sweep(program, more));
    let frames = 0..sweeps[0].len();
    worst(frames.map(|at| median(sweeps.iter().map(|sweep| sweep[at]))))
}

fn sweep(program: &mut Program, more: f32) -> Vec<f64> {
    let mut frames = Vec::new();
    for step in 0..40 {
        program.window.size = vec2(920.0 + 17.0 * step as f32, 800.0);
        frames.extend([(); 2].map(|()| program.frame(Input::default())));
    }
    program.window.size = vec2(1240.0, 800.0);
    for scale in [1.25, 1.5, 1.75, 2.0, 1.0] {
        program.window.scale = scale + more;
        frames.extend([(); 3].map(|()| program.frame(Input::default())));
    }
    frames
}

/// The floor of opening: reading the files and checking that they are text, in milliseconds.
pub fn floor(article: &Path) -> (f64, f64) {
    let read = |path: &Path| {
        time(|| std::fs::read(path).is_ok_and(|bytes| std::str::from_utf8(&bytes).is_ok()))
    };
    let text = read(article);
    let folder = article
        .parent()
        .and_then(|folder| std::fs::read_dir(folder).ok());
    let files = folder
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let annotations = files.filter(|path| path.extension().is_some_and(|kind| kind == "ron"));
    (
        text,
        text + annotations.map(|path| read(&path)).sum::<f64>(),
    )
}
