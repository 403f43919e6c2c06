//! Which copies to write, and where.

use std::collections::BTreeSet;

use egui::{Context, TextEdit};

use super::path::expand;
use super::{answer, body, modal};
use crate::export::Format;
use crate::session::{App, EntryState, ExportRequest, OpenArticle, State};
use crate::ui::intent::{Intent, Look};
use crate::ui::panels::widgets::{choice, presses_enter, tick};

/// The choices so far.
#[derive(Debug)]
pub struct ExportDialog {
    format: Format,
    all: bool,
    hide_names: bool,
    left_out: BTreeSet<String>,
    folder: String,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            format: Format::Html,
            all: false,
            hide_names: false,
            left_out: BTreeSet::new(),
            folder: String::new(),
        }
    }
}

impl ExportDialog {
    /// Draws it; `true` once it is answered or left.
    pub fn show(
        &mut self,
        ctx: &Context,
        state: &State,
        look: Look<'_>,
        out: &mut Vec<Intent>,
    ) -> bool {
        let mut close = false;
        let left = modal(ctx, "export", &look.t("export-title"), 460.0, |ui| {
            let mut names = BTreeSet::new();
            let mut entered = false;
            body(ui, |ui| {
                for row in Format::all() {
                    let text = look.texts.text(&row.description);
                    choice(ui, look, &mut self.format, row.format, text);
                }
                ui.separator();
                choice(ui, look, &mut self.all, false, look.t("export-this"));
                choice(ui, look, &mut self.all, true, look.t("export-all"));
                names = reviewers(state, self.all);
                if !names.is_empty() {
                    ui.separator();
                    ui.label(look.t("export-whose"));
                    for name in &names {
                        let mut on = !self.left_out.contains(name);
                        if tick(ui, look, &mut on, name.as_str()).changed() {
                            match on {
                                true => self.left_out.remove(name),
                                false => self.left_out.insert(name.clone()),
                            };
                        }
                    }
                    tick(ui, look, &mut self.hide_names, look.t("export-hide-names"));
                }
                ui.separator();
                ui.label(look.t("export-where"));
                let hint = look.t("export-where-hint");
                let field = TextEdit::singleline(&mut self.folder)
                    .hint_text(hint.clone())
                    .desired_width(f32::INFINITY);
                let field = ui.add(field);
                // egui takes the keyboard away on Enter.
                entered = field.lost_focus() && ui.input(presses_enter);
                ui.ctx()
                    .accesskit_node_builder(field.id, |node| node.set_label(hint));
                if ui.button(look.t("export-choose")).clicked() {
                    out.push(App::PickExportFolder.into());
                }
            });
            ui.horizontal(|ui| {
                // Nobody's marks is nothing to export; an empty list would mean everybody's.
                let somebody = names.is_empty() || !names.is_subset(&self.left_out);
                let asked = answer(ui, look, look.t("export-do"), somebody).clicked();
                if asked || (somebody && entered) {
                    out.push(App::Export(self.request(&names)).into());
                    close = true;
                }
                close |= ui.button(look.t("cancel")).clicked();
            });
        });
        left || close
    }

    /// The folder that was chosen in a dialog.
    pub fn set_folder(&mut self, folder: &std::path::Path) {
        self.folder = folder.display().to_string();
    }

    fn request(&self, names: &BTreeSet<String>) -> ExportRequest {
        let folder = self.folder.trim();
        let reviewers = match names.is_disjoint(&self.left_out) {
            true => Vec::new(),
            false => names.difference(&self.left_out).cloned().collect(),
        };
        ExportRequest {
            format: self.format.row().key,
            all: self.all,
            reviewers,
            hide_names: self.hide_names,
            folder: (!folder.is_empty()).then(|| expand(folder)),
        }
    }
}

/// Everyone who has marked what is exported: the article that is shown, or any one of the list.
fn reviewers(state: &State, all: bool) -> BTreeSet<String> {
    if !all {
        return state.current_article().into_iter().flat_map(of).collect();
    }
    // What is open may be newer than the last look at the list.
    let opened = state.open.values().flat_map(of);
    let looked = state.articles.iter().flat_map(|entry| match &entry.state {
        EntryState::Ready { reviewers, .. } => reviewers.as_slice(),
        _ => &[],
    });
    opened.chain(looked.cloned()).collect()
}

fn of(open: &OpenArticle) -> impl Iterator<Item = String> {
    let own = open.own.iter().map(|own| &own.reading);
    let others = open
        .others
        .iter()
        .filter_map(|other| other.result.as_ref().ok());
    own.chain(others)
        .map(|reading| reading.reviewer.name.clone())
}
