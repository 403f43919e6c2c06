//! What becomes of the codebook's file: whether changes are on disk, and what a person has to decide.

use egui::{Frame as Box_, RichText, Stroke, Ui};

use super::Frame;
use crate::model::{CodebookRefusal, CodebookWrite};
use crate::msg;
use crate::session::{CodebookCommand, CodebookSave};
use crate::ui::intent::Intent;
use crate::ui::panels::widgets::spoken;

/// Draws what is to be decided, where something is.
pub(super) fn show(ui: &mut Ui, frame: Frame<'_>, out: &mut Vec<Intent>) {
    let (look, file) = (frame.look, &frame.state.codebook_file);
    let write = |how| CodebookCommand::Write(how).into();
    let (text, answers): (String, Vec<(&str, Intent)>) = match &file.save {
        _ if !frame.editable => {
            let key = match file.source.stand_in {
                true => "codebook-stand-in",
                false => "codebook-nowhere",
            };
            (look.t(key), Vec::new())
        }
        CodebookSave::Asks(CodebookRefusal::ByHand) => (
            look.t("codebook-asks-by-hand"),
            vec![
                ("codebook-write-copy", write(CodebookWrite::Copy)),
                ("codebook-write-anyway", write(CodebookWrite::Anyway)),
            ],
        ),
        CodebookSave::Asks(_) => (
            look.t("codebook-asks-changed"),
            vec![
                ("codebook-read-again", CodebookCommand::ReadAgain.into()),
                ("codebook-write-copy", write(CodebookWrite::Copy)),
            ],
        ),
        CodebookSave::Failed(problem) => {
            let line = crate::session::problem_line(problem);
            let text = look.texts.text(&msg!("state-failed", what = line));
            (
                text,
                vec![("codebook-try-again", write(CodebookWrite::Own))],
            )
        }
        _ => return,
    };
    Box_::new()
        .stroke(Stroke::new(1.0, look.theme.error))
        .corner_radius(6.0)
        .inner_margin(8.0)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let said = ui.add(egui::Label::new(text).wrap());
            spoken(&said);
            if !answers.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    for (key, answer) in answers {
                        if ui.button(look.t(key)).clicked() {
                            out.push(answer);
                        }
                    }
                });
            }
        });
    ui.add_space(6.0);
}

/// The file, and whether it says what the window shows.
pub(super) fn state(ui: &mut Ui, frame: Frame<'_>) {
    let (look, file) = (frame.look, &frame.state.codebook_file);
    let theme = look.theme;
    let (text, color) = match &file.save {
        CodebookSave::Untouched => (String::new(), theme.muted),
        CodebookSave::Saving => (look.t("state-saving"), theme.muted),
        CodebookSave::Saved { fell_back: false } => (look.t("state-saved"), theme.ok),
        CodebookSave::Saved { fell_back: true } => (look.t("state-fell-back"), theme.warning),
        CodebookSave::Asks(_) | CodebookSave::Failed(_) => {
            (look.t("codebook-not-saved"), theme.error)
        }
    };
    spoken(&ui.label(RichText::new(text).color(color)));
    let path = file.source.file.as_ref();
    let (name, hover) = match path {
        Some(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            (name.into_owned(), path.display().to_string())
        }
        None => (look.t("codebook-shipped"), look.t("codebook-shipped-hover")),
    };
    let name = RichText::new(name).size(12.5).color(theme.muted);
    ui.add(egui::Label::new(name).truncate())
        .on_hover_text(hover);
}
