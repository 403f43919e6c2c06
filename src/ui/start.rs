//! Opening the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::app::{PostilApp, Start};
use super::file_dialog::SystemDialogs;
use crate::i18n::Lang;
use crate::job::Watching;
use crate::store::{self, Home, Settings};

/// Why there is no window any more, or never was, in the system's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// It could not be opened.
    NotOpened(String),
    /// It was open, and the system took it away. What was marked has been written all the same.
    Broke(String),
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// Where it can't be opened, or ends otherwise than by being closed.
pub fn run(paths: Vec<PathBuf>, home: Home, settings: Settings) -> Result<(), WindowError> {
    let (codebook, problem) = match store::load_codebook("", None, &home) {
        Ok(codebook) => (Ok(codebook), None),
        Err(problem) => (store::default_codebook(), Some(problem)),
    };
    let codebook =
        codebook.map_err(|problem| WindowError::NotOpened(problem.what.key.to_owned()))?;
    let lang = settings.language.unwrap_or_else(Lang::of_system);
    let paths = match paths.is_empty() {
        false => paths,
        true => last_or_samples(&home, lang),
    };
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("postil")
        .with_inner_size([1240.0, 690.0])
        .with_min_inner_size([900.0, 600.0]);
    let options = eframe::NativeOptions {
        viewport,
        persist_window: true,
        ..Default::default()
    };
    let start = Start {
        bookmark: store::load_place(&home),
        home,
        settings,
        lang,
        codebook: Arc::new(codebook),
        problem,
        dialogs: Arc::new(SystemDialogs),
        watching: Watching::default(),
        paths,
    };
    // Some missing libraries end winit in a panic; a person gets a sentence all the same.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| log::error!("{info}")));
    let opened = Arc::new(AtomicBool::new(false));
    let opens = Arc::clone(&opened);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "postil",
            options,
            Box::new(move |creation| {
                opens.store(true, Ordering::Relaxed);
                Ok(Box::new(PostilApp::new(&creation.egui_ctx, start)))
            }),
        )
    }));
    std::panic::set_hook(hook);
    let reason = match ended {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default(),
    };
    Err(match opened.load(Ordering::Relaxed) {
        true => WindowError::Broke(reason),
        false => WindowError::NotOpened(reason),
    })
}

/// What was open last, as far as it is still there; else the sample session in the person's language.
fn last_or_samples(home: &Home, lang: Lang) -> Vec<PathBuf> {
    let recent: Vec<PathBuf> = store::load_recent(home)
        .into_iter()
        .filter(|path| store::missing(path).is_none())
        .collect();
    if !recent.is_empty() {
        return recent;
    }
    let sample = home
        .saves
        .join(format!("samples-{}{}", lang.tag(), store::SESSION_END));
    match store::missing(&sample) {
        None => vec![sample],
        Some(_) => Vec::new(),
    }
}
