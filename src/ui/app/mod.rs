//! The window's frame: draws the state, then carries out what was asked.

mod announcer;
mod closing;
mod finding;
mod keys;
mod order;
mod reading;
mod view;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Panel, Ui, ViewportCommand};

use crate::i18n::{Catalogue, Lang};
use crate::job::{Dialogs, Jobs, SystemEnv, Watching};
use crate::model::{Bookmark, Codebook, Problem};
use crate::msg;
use crate::session::{App, Command, Event, Pick, State, receive, update};
use crate::store::{Home, Settings};
use crate::ui::commands::{CommandId, available, for_state};
use crate::ui::dialogs::{
    self, CodebookDialog, Dialog, ExportDialog, Palette, PathDialog, VersionsDialog,
};
use crate::ui::fonts;
use crate::ui::intent::{Intent, Look};
use crate::ui::page::PageView;
use crate::ui::panels::article_list::ListView;
use crate::ui::panels::filter::FilterView;
use crate::ui::panels::find_bar::FindBar;
use crate::ui::panels::inspector::{Draft, Field};
use crate::ui::panels::menu::MenuView;
use crate::ui::panels::{article_list, inspector, label_bar, menu, notices, projector};
use crate::ui::preferences::Preferences;
use crate::ui::theme::Theme;
use view::{Side, View};

/// How long a notice that is no error stays, in seconds.
const NOTICE_SECONDS: f64 = 9.0;

/// What the window starts with.
pub struct Start {
    /// Where things are.
    pub home: Home,
    /// What the person has set.
    pub settings: Settings,
    /// Language of the window.
    pub lang: Lang,
    /// The codebook until a session brings another.
    pub codebook: Arc<Codebook>,
    /// Why it is not the one that it should be.
    pub problem: Option<Problem>,
    /// File dialogs.
    pub dialogs: Arc<dyn Dialogs>,
    /// How files are watched.
    pub watching: Watching,
    /// What is opened first.
    pub paths: Vec<PathBuf>,
    /// Where reading stopped last.
    pub bookmark: Option<Bookmark>,
}

/// The window.
pub struct PostilApp {
    state: State,
    env: SystemEnv,
    jobs: Jobs,
    texts: Catalogue,
    preferences: Preferences,
    view: View,
    /// Whether the last frame showed list and inspector.
    sides_shown: (bool, bool),
    theme: Theme,
    /// Set until egui has been told of the theme and the size of everything.
    theme_changed: bool,
    /// Whether the letters of the reading face were drawn before there was an article.
    letters_drawn: bool,
    /// Whether notes are shown in the margin.
    notes: bool,
    page: PageView,
    /// The last place that the page was asked to show, by article.
    revealed: HashMap<PathBuf, u64>,
    draft: Draft,
    dialog: Option<Dialog>,
    palette: Palette,
    announcer: announcer::Announcer,
    typed_name: String,
    title: String,
    /// How many notices there are and the last of them, and since when.
    notices_since: Option<((usize, u64), f64)>,
    /// Whether a notice shall have the keyboard next, and whether one had it in the last frame.
    notice_focus: bool,
    on_notices: bool,
    page_rect: egui::Rect,
    menus: MenuView,
    list: ListView,
    filter: FilterView,
    find_bar: FindBar,
    /// Points of the page that the bar of moved marks covered in the last frame.
    review_covered: f32,
    /// When the window last refused to close.
    close_refused: Option<f64>,
    /// Whether the window closes as soon as what waits for annotations is done.
    close_waits: bool,
    /// Keys of the last frame that are for this one.
    keys_held: Vec<egui::Event>,
    /// Whether a question stood over the window in the last frame.
    was_asking: bool,
}

/// How long after a refusal to close a second wish is obeyed, in seconds.
const CLOSE_SECONDS: f64 = 15.0;

impl PostilApp {
    /// Starts the threads and opens what is to be opened.
    pub fn new(ctx: &Context, start: Start) -> Self {
        ctx.set_fonts(fonts::definitions());
        // Ctrl and plus make the text larger; the size of everything is a setting.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let preferences = Preferences::of(&start.settings);
        let theme = Theme::shipped(preferences.theme);
        let waker = ctx.clone();
        let wake = Arc::new(move || waker.request_repaint());
        let mut state = State::new(start.lang, start.codebook);
        state.reviewer = start.settings.reviewer.clone();
        state.bookmark = start.bookmark;
        let mut app = Self {
            state,
            env: SystemEnv,
            jobs: Jobs::start(start.home, start.dialogs, start.watching, wake),
            texts: Catalogue::new(start.lang),
            preferences,
            view: View::default(),
            sides_shown: (true, true),
            theme,
            theme_changed: true,
            letters_drawn: false,
            notes: start.settings.notes.unwrap_or(true),
            page: PageView::new("page"),
            revealed: HashMap::new(),
            draft: Draft::default(),
            dialog: None,
            palette: Palette::default(),
            announcer: announcer::Announcer::default(),
            typed_name: String::new(),
            title: String::new(),
            notices_since: None,
            notice_focus: false,
            on_notices: false,
            page_rect: egui::Rect::NOTHING,
            menus: MenuView::default(),
            list: ListView::default(),
            filter: FilterView::default(),
            find_bar: FindBar::default(),
            review_covered: 0.0,
            close_refused: None,
            close_waits: false,
            keys_held: Vec::new(),
            was_asking: false,
        };
        if let Some(problem) = start.problem {
            app.state.say(crate::session::problem_line(&problem), true);
        }
        app.apply(App::OpenPaths(start.paths).into());
        app
    }

    /// What is open, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Byte where the first row in sight starts, for tests.
    pub fn first_seen(&self) -> usize {
        self.page.first_seen()
    }

    /// Carries out a command as if it had been chosen: for measurements.
    pub fn ask(&mut self, command: Command) {
        self.apply(Intent::State(command));
    }

    /// Takes in an answer as if a thread had given it: for measurements.
    pub fn take_in(&mut self, event: Event) {
        let effects = receive(&mut self.state, event);
        self.send(effects);
    }

    /// Takes in what the threads have answered.
    fn take_events(&mut self, ctx: &Context) {
        for event in self.jobs.poll() {
            match event {
                Event::Picked(Pick::Files | Pick::Folder, paths) => {
                    self.apply(App::OpenPaths(paths).into());
                }
                Event::Picked(Pick::ExportFolder, paths) => {
                    if let (Some(Dialog::Export(export)), Some(path)) =
                        (&mut self.dialog, paths.first())
                    {
                        export.set_folder(path);
                    }
                }
                Event::NoDialog(purpose) => {
                    if purpose != Pick::ExportFolder {
                        self.dialog = Some(Dialog::Path(PathDialog::standing_in(purpose)));
                    }
                }
                other => self.take_in(other),
            }
        }
        if self.state.can_catch_up() {
            self.apply(App::CatchUp.into());
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped
            .into_iter()
            .map(|file| file.path().to_owned())
            .collect();
        if !paths.is_empty() {
            self.apply(App::OpenPaths(paths).into());
        }
    }

    fn send(&self, effects: Vec<crate::session::Effect>) {
        for effect in effects {
            self.jobs.run(effect, self.state.lang);
        }
    }

    /// The one place where what was asked is carried out.
    fn apply(&mut self, intent: Intent) {
        match intent {
            Intent::State(command) => {
                self.keep_draft(&command);
                let effects = update(&mut self.state, command, &mut self.env);
                self.send(effects);
                if self.texts.lang() != self.state.lang {
                    self.texts = Catalogue::new(self.state.lang);
                }
            }
            Intent::Run(id) => self.run(id),
            Intent::Prefer(preferences) => self.prefer(preferences),
            Intent::Reveal(path) => reveal_in_system(&path),
        }
    }

    /// What is being typed about a mark is kept before anything else happens to it.
    fn keep_draft(&mut self, command: &Command) {
        if matches!(command, Command::Doc(crate::session::Doc::SetReason(..))) {
            return;
        }
        let span = self.draft.span();
        let typed = span.and_then(|id| Some(self.state.current_article()?.own_span(id)?.clone()));
        let Some(typed) = typed else { return };
        for doc in self.draft.take(&typed) {
            let effects = update(&mut self.state, Command::Doc(doc), &mut self.env);
            self.send(effects);
        }
    }

    fn run(&mut self, id: CommandId) {
        if !available(id, &self.state) {
            return;
        }
        if matches!(id, CommandId::Tag(_)) && self.would_mark_unseen() {
            self.state.say(msg!("tag-select-first"), false);
            return;
        }
        if let Some(command) = for_state(id, &self.state) {
            self.apply(Intent::State(command));
            return;
        }
        match id {
            CommandId::OpenPath => self.dialog = Some(Dialog::Path(PathDialog::new(Pick::Files))),
            CommandId::Export => self.dialog = Some(Dialog::Export(ExportDialog::default())),
            CommandId::Encoding => self.dialog = Some(Dialog::Encoding(String::new())),
            CommandId::Versions => self.show_versions(),
            CommandId::Filter => self.filter.open = true,
            CommandId::Find => self.open_find(),
            CommandId::FindNext => self.step_find(true),
            CommandId::SuggestAll => self.suggest_all(),
            CommandId::FindLost => self.find_lost(),
            CommandId::FindPrevious => self.step_find(false),
            CommandId::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            CommandId::Codebook => {
                self.dialog = Some(Dialog::Codebook(CodebookDialog::default()));
            }
            CommandId::EditReason => self.describe_mark(Field::Reason),
            CommandId::EditVoice => self.describe_mark(Field::Voice),
            CommandId::Notes => {
                let shown = !self.notes;
                self.notes = shown;
                self.jobs
                    .remember(move |settings| settings.notes = Some(shown));
            }
            CommandId::Edge => {
                let open = self.state.current_article();
                if let Some(mark) = open.and_then(|open| open.selected) {
                    self.page.take_edge(mark);
                }
            }
            other => self.run_view(other),
        }
    }

    /// Opens the dialog of earlier versions.
    fn show_versions(&mut self) {
        self.apply(App::LookAtVersions(true).into());
        self.dialog = Some(Dialog::Versions(VersionsDialog::default()));
    }

    /// Leads to a field of the inspector, which comes for it.
    fn describe_mark(&mut self, field: Field) {
        self.draft.focus = Some(field);
        let (_, shown) = self.sides_shown;
        if !shown {
            self.show_side(Side::Inspector, true);
        }
    }

    /// The window's title: article and reviewer.
    fn update_title(&mut self, ctx: &Context) {
        let article = self
            .state
            .current_article()
            .map(|open| open.article.title());
        let reviewer = self.state.reviewer.as_ref().map(|reviewer| &reviewer.name);
        let title = match (article, reviewer) {
            (Some(article), Some(name)) => {
                self.texts
                    .text(&msg!("title-both", article = article, name = name))
            }
            (Some(article), None) => self.texts.text(&msg!("title-article", article = article)),
            (None, _) => self.texts.t("app-name"),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Notices that are no errors leave by themselves.
    fn age_notices(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let Some(last) = self.state.notices.last().map(|notice| notice.id) else {
            self.notices_since = None;
            return;
        };
        // Each new notice, and each that leaves, gives the others their time again.
        let known = (self.state.notices.len(), last);
        let since = match self.notices_since {
            Some((of, since)) if of == known => since,
            _ => now,
        };
        self.notices_since = Some((known, since));
        let Some(id) = self.passing_notice() else {
            return;
        };
        if now - since >= NOTICE_SECONDS {
            self.apply(App::Dismiss(id).into());
            ctx.request_repaint();
            return;
        }
        let left = (NOTICE_SECONDS - (now - since)).max(0.05);
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
    }

    /// The oldest notice that leaves by itself, among those in sight: what was not seen stays.
    fn passing_notice(&self) -> Option<u64> {
        let mut shown = notices::shown(&self.state, self.page_rect).iter();
        shown.find(|notice| notice.passes()).map(|notice| notice.id)
    }

    /// Draws a frame; the same for the real window and for tests.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if std::mem::take(&mut self.theme_changed) {
            self.theme.apply(&ctx);
            ctx.set_zoom_factor(f32::from(self.preferences.interface) / 100.0);
        }
        let asking = self.is_asking();
        if asking && !self.was_asking {
            // Lets go of open tooltips, which would stay above the question as long as the pointer
            // rests. For one frame, in which nothing looks different.
            ui.visuals_mut().disabled_alpha = 1.0;
            ui.disable();
        }
        self.was_asking = asking;
        let mut out = Vec::new();
        self.one_after_the_other(&ctx);
        self.keys(&ctx, &mut out);
        let look = Look {
            texts: &self.texts,
            theme: &self.theme,
            preferences: self.preferences,
        };
        let bar = Frame::new()
            .fill(self.theme.panel)
            .inner_margin(egui::Margin::symmetric(10, 4));
        let side = Frame::new()
            .fill(self.theme.panel)
            .inner_margin(egui::Margin {
                // The scroll bar has room of its own.
                right: 6,
                ..egui::Margin::symmetric(10, 6)
            });
        if self.view.projector {
            Panel::bottom("projector")
                .frame(bar)
                .exact_size(projector::HEIGHT)
                .show(ui, |ui| projector::show(ui, &self.state, look, &mut out));
        } else {
            Panel::top("menu").frame(bar).show(ui, |ui| {
                menu::show(ui, &self.state, &mut self.menus, look, &mut out);
            });
            Panel::bottom("labels")
                .frame(bar)
                .exact_size(44.0)
                .show(ui, |ui| {
                    label_bar::show(ui, &self.state, look, &mut out);
                });
        }
        let wide = ui.available_width();
        let (list, inspector) = self.view.sides(&self.preferences, wide);
        self.sides_shown = (list, inspector);
        if list {
            Panel::left("articles")
                .frame(side)
                .default_size(if wide < 1000.0 { 190.0 } else { 250.0 })
                .size_range(view::LIST..=(wide * 0.26).clamp(view::LIST, 420.0))
                .show(ui, |ui| {
                    view::contained(ui, |ui| {
                        article_list::show(ui, &self.state, &mut self.list, look, &mut out);
                    });
                });
            view::name_edge(ui, "articles", &self.texts);
        }
        if inspector {
            Panel::right("inspector")
                .frame(side)
                .default_size(if wide < 1000.0 { 230.0 } else { 310.0 })
                .size_range(view::INSPECTOR..=(wide * 0.3).clamp(view::INSPECTOR, 460.0))
                .show(ui, |ui| {
                    view::contained(ui, |ui| {
                        inspector::show(ui, &self.state, &mut self.draft, look, &mut out);
                    });
                });
            view::name_edge(ui, "inspector", &self.texts);
        }
        let centre = Frame::new()
            .fill(self.theme.background)
            .inner_margin(egui::Margin::symmetric(10, 6));
        CentralPanel::default()
            .frame(centre)
            .show(ui, |ui| self.draw_page(ui, &mut out));
        self.draw_find_bar(&ctx, &mut out);
        let look = Look {
            texts: &self.texts,
            theme: &self.theme,
            preferences: self.preferences,
        };
        // The codebook editor says for itself what becomes of its file.
        if !matches!(self.dialog, Some(Dialog::Codebook(_))) {
            let focus = &mut self.notice_focus;
            let at = notices::show(&ctx, self.page_rect, &self.state, look, focus, &mut out);
            self.on_notices = at.focused;
            if at.pointed || at.focused {
                // Whoever is at one has not done with it.
                self.notices_since = None;
            }
        }
        dialogs::show(
            &ctx,
            &mut self.dialog,
            &mut self.typed_name,
            &self.state,
            look,
            &mut out,
        );
        self.palette.show(&ctx, &self.state, look, &mut out);
        if !out.is_empty() {
            // What was asked for shows in the next frame, whether or not anything else happens.
            ctx.request_repaint();
        }
        for intent in out {
            match intent {
                Intent::Run(CommandId::Quit) => ctx.send_viewport_cmd(ViewportCommand::Close),
                Intent::Run(CommandId::Palette) => self.palette.toggle(&ctx, &self.state),
                Intent::Run(CommandId::NextPanel) => self.next_panel(&ctx),
                Intent::Run(CommandId::Menus) => self.enter_menus(&ctx),
                other => self.apply(other),
            }
        }
        self.announce(ui);
        self.mind_focus(&ctx);
        self.update_title(&ctx);
        self.age_notices(&ctx);
    }

    /// Takes in answers; before a frame is drawn.
    pub fn before_frame(&mut self, ctx: &Context) {
        self.take_events(ctx);
        self.close_after_waiting(ctx);
        if ctx.input(|input| input.viewport().close_requested()) {
            self.closing(ctx);
        }
    }
}

impl eframe::App for PostilApp {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.before_frame(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.finish();
    }

    /// eframe's storage keeps the window's place and size, nothing of the work.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Shows a folder in the system's file manager.
fn reveal_in_system(path: &Path) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    if let Err(error) = std::process::Command::new(program).arg(path).spawn() {
        log::warn!("{program}: {error}");
    }
}
