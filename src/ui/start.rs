//! Opening the window.

use std::path::PathBuf;
use std::sync::Arc;

use super::app::{PostilApp, Start};
use super::file_dialog::SystemDialogs;
use crate::i18n::Lang;
use crate::store::{self, Home, Settings};

/// Opens the window and runs until it is closed.
///
/// # Errors
/// The system's own words where no window can be opened.
pub fn run(paths: Vec<PathBuf>, home: Home, settings: Settings) -> Result<(), String> {
    let codebook = store::load_codebook("", None, &home).or_else(|_| store::default_codebook());
    let Ok(codebook) = codebook else {
        return Err(String::new());
    };
    let lang = settings.language.unwrap_or_else(Lang::of_system);
    let paths = match paths.is_empty() {
        false => paths,
        true => last_or_samples(&home, lang),
    };
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("postil")
        .with_inner_size([1240.0, 690.0])
        .with_min_inner_size([760.0, 480.0]);
    let options = eframe::NativeOptions {
        viewport,
        persist_window: true,
        ..Default::default()
    };
    let start = Start {
        home,
        settings,
        lang,
        codebook: Arc::new(codebook),
        dialogs: Arc::new(SystemDialogs),
        paths,
    };
    // Some missing libraries end winit in a panic; a person gets a sentence all the same.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| log::error!("{info}")));
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "postil",
            options,
            Box::new(|creation| Ok(Box::new(PostilApp::new(&creation.egui_ctx, start)))),
        )
    }));
    std::panic::set_hook(hook);
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default()),
    }
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
