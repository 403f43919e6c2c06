//! A folder with articles, a window on it, and the hands of the person in front of it.

use std::cell::{Ref, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use postil::i18n::Lang;
use postil::job::{Dialogs, Picked, Watching};
use postil::model::{Annotation, Reading, Reviewer};
use postil::overlay::MarkKey;
use postil::session::{OpenArticle, Pick, SaveState, State};
use postil::store::{self, Home, Settings};
use postil::ui::{PostilApp, Start};

pub const TEXT: &str = "Un titre bien calme\nLe ministre a annoncé hier une réforme « historique » selon ses proches. L’opposition dénonce un scandale.\nSelon l’Insee, le taux a baissé de 3 % en 2025. Les critiques, furieuses, parlent d’une mascarade honteuse.\nFin.\n";

pub const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};
pub const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..CTRL
};
pub const SHIFT: Modifiers = Modifiers::SHIFT;
pub const NONE: Modifiers = Modifiers::NONE;

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Folders for a test's time.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub home: Home,
}

impl Desk {
    /// A folder with one article, `news/tribune.txt`.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let desk = Self {
            home: Home {
                assets: None,
                seeds: None,
                saves: at("saves"),
                data: at("data"),
                config: at("config"),
            },
            folder,
        };
        desk.write("tribune.txt", TEXT);
        desk
    }

    pub fn news(&self) -> PathBuf {
        self.folder.path().join("news")
    }

    /// Puts a file beside the article.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::create_dir_all(self.news()).unwrap();
        let path = self.news().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn article(&self) -> PathBuf {
        self.news().join("tribune.txt")
    }

    /// Where a reviewer's file stands beside the article.
    pub fn beside(&self, reviewer: &str) -> PathBuf {
        store::annotation_path(&self.article(), reviewer)
    }

    /// What a reviewer's file says, if it can be read.
    pub fn on_disk(&self, reviewer: &str) -> Option<Reading> {
        Some(
            store::load_reading(&self.beside(reviewer), None)
                .ok()?
                .reading,
        )
    }

    /// Opens the folder of articles, with nobody known.
    pub fn open(&self) -> Window {
        self.open_with(|start| start.paths = vec![self.news()])
    }

    /// Opens the folder of articles as somebody.
    pub fn open_as(&self, name: &str) -> Window {
        self.open_with(|start| {
            start.paths = vec![self.news()];
            start.settings.reviewer = Some(somebody(name));
        })
    }

    /// Opens a window on nothing but what `change` says, and waits for the first article and its marks.
    pub fn open_with(&self, change: impl FnOnce(&mut Start)) -> Window {
        let mut window = self.open_bare(change);
        window.until("an article with its marks", |window| {
            let state = window.state();
            let open = state.current_article();
            open.is_some_and(|open| !open.being_read)
        });
        // Not until the end: what is still being read answers for a while.
        let _ = window.harness.run_ok();
        window
    }

    /// As [`Desk::open_with`], without waiting.
    pub fn open_bare(&self, change: impl FnOnce(&mut Start)) -> Window {
        let answers = Answers::default();
        let mut start = Start {
            home: self.home.clone(),
            settings: Settings::default(),
            lang: Lang::En,
            codebook: Arc::new(store::default_codebook().unwrap()),
            problem: None,
            dialogs: Arc::new(answers.clone()),
            watching: Watching::default(),
            paths: Vec::new(),
            bookmark: store::load_place(&self.home),
        };
        change(&mut start);
        let app = Rc::new(RefCell::new(None));
        let (made, shown) = (Rc::clone(&app), Rc::clone(&app));
        let harness = Harness::builder()
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(240)
            .with_size(vec2(1280.0, 800.0))
            .with_context_setup(move |ctx| {
                *made.borrow_mut() = Some(PostilApp::new(ctx, start));
            })
            .build_ui(move |ui| {
                let mut app = shown.borrow_mut();
                let app = app.as_mut().unwrap();
                app.before_frame(ui.ctx());
                app.frame(ui);
            });
        Window {
            harness,
            app,
            answers,
        }
    }
}

/// A reviewer whose id follows from the name.
pub fn somebody(name: &str) -> Reviewer {
    let number = name.bytes().fold(7_u128, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u128::from(byte))
    });
    Reviewer {
        name: name.to_owned(),
        id: uuid::Uuid::from_u128(number),
    }
}

/// File dialogs that answer what a test told them to.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<(Option<Picked>, Vec<Pick>)>>);

impl Answers {
    pub fn set(&self, answer: Picked) {
        self.0.lock().unwrap().0 = Some(answer);
    }

    /// What was asked.
    pub fn asked(&self) -> Vec<Pick> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Dialogs for Answers {
    fn pick(&self, what: Pick) -> Picked {
        let mut inner = self.0.lock().unwrap();
        inner.1.push(what);
        inner.0.clone().unwrap_or(Picked::Cancelled)
    }
}

/// The window and who sits in front of it.
pub struct Window {
    pub harness: Harness<'static>,
    pub app: Rc<RefCell<Option<PostilApp>>>,
    pub answers: Answers,
}

impl Window {
    pub fn state(&self) -> Ref<'_, State> {
        Ref::map(self.app.borrow(), |app| app.as_ref().unwrap().state())
    }

    pub fn open(&self) -> Ref<'_, OpenArticle> {
        Ref::map(self.state(), |state| state.current_article().unwrap())
    }

    /// The byte at which the first row in sight starts.
    pub fn top(&self) -> usize {
        self.app.borrow().as_ref().unwrap().first_seen()
    }

    /// How often the article was read as a whole.
    pub fn loads(&self) -> u64 {
        self.state().generation
    }

    /// Own marks in text order: label key and words.
    pub fn marks(&self) -> Vec<(String, String)> {
        let open = self.open();
        let own = open.own.iter().flat_map(|own| own.reading.spans.iter());
        own.map(|span| {
            (
                span.label.as_str().to_owned(),
                span.anchor.quote.to_string(),
            )
        })
        .collect()
    }

    /// The own mark on some words.
    #[track_caller]
    pub fn mark(&self, words: &str) -> Arc<Annotation> {
        let open = self.open();
        let own = open.own.as_ref().expect("a reading of one's own");
        let found = own
            .reading
            .spans
            .iter()
            .find(|span| span.anchor.quote == words);
        Arc::clone(found.unwrap_or_else(|| panic!("no mark on {words:?}")))
    }

    /// Words that are selected in the page.
    pub fn selected_text(&self) -> String {
        let open = self.open();
        let text = &open.article.text;
        text.slice(open.selection.range(text)).to_owned()
    }

    /// The own mark that is selected.
    pub fn selected_mark(&self) -> Option<Arc<Annotation>> {
        let open = self.open();
        let key: MarkKey = open.selected?;
        open.annotation(key).cloned()
    }

    /// Draws frames until something holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain for {what}; {:?}",
                self.state()
                    .current_article()
                    .map(|open| format!("{:?} {:?} {:?}", open.own, open.save, open.revision))
            );
            std::thread::sleep(Duration::from_millis(3));
            self.harness.step();
        }
        // Not until the end: what is still being read answers for a while.
        let _ = self.harness.run_ok();
    }

    /// Draws frames until all changes are on disk.
    #[track_caller]
    pub fn until_saved(&mut self) {
        self.until("a save", |window| {
            matches!(window.open().save, SaveState::Saved { .. })
        });
    }

    /// Waits for the disk without drawing a single frame.
    #[track_caller]
    pub fn wait_without_frames(&self, what: &str, holds: impl Fn() -> bool) -> Duration {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(3));
        }
        start.elapsed()
    }

    /// Closes the window, as its cross does.
    pub fn close(self) {
        self.app.borrow_mut().as_mut().unwrap().finish();
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Presses a digit as a keyboard sends it: a key, and the character that it writes.
    pub fn digit(&mut self, digit: usize) {
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
        self.key_that_writes(keys[digit - 1], keys[digit - 1], &digit.to_string());
    }

    /// A key by what it means and where it is, with the text that it writes.
    pub fn key_that_writes(&mut self, key: Key, physical: Key, text: &str) {
        let event = |pressed| Event::Key {
            key,
            physical_key: Some(physical),
            pressed,
            repeat: false,
            modifiers: NONE,
        };
        // As from the system, all in one frame.
        let input = self.harness.input_mut();
        input.events.push(event(true));
        input.events.push(Event::Text(text.to_owned()));
        self.harness.step();
        self.harness.event(event(false));
        self.harness.run();
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        for char in text.chars() {
            self.harness.event(Event::Text(char.to_string()));
        }
        self.harness.step();
    }

    /// The middle of a character of the page on the screen. The words may be broken over rows.
    #[track_caller]
    pub fn place(&self, words: &str, at: usize) -> Pos2 {
        let mut shown = String::new();
        let mut places = Vec::new();
        for run in self.harness.query_all_by_role(Role::TextRun) {
            let node = run.accesskit_node();
            let data = node.data();
            // Some spaces are shown as no-break ones.
            let value = data.value().unwrap_or_default().replace('\u{a0}', " ");
            let (lefts, widths) = (data.character_positions(), data.character_widths());
            let middles = lefts
                .unwrap_or_default()
                .iter()
                .zip(widths.unwrap_or_default());
            let rect = run.rect();
            let place = |(left, width)| pos2(rect.left() + left + width / 2.0, rect.center().y);
            places.extend(middles.map(place));
            shown.push_str(&value);
        }
        assert_eq!(places.len(), shown.chars().count());
        match shown.find(words) {
            Some(byte) => places[shown[..byte].chars().count() + at],
            None => panic!("{words:?} is not in sight"),
        }
    }

    /// Half a second goes by: what follows is no double click.
    fn pause(&mut self) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + 0.5);
        self.harness.step();
        self.harness.input_mut().time = None;
    }

    fn button(&self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: NONE,
        });
    }

    /// Drags over words.
    pub fn drag(&mut self, words: &str) {
        let last = words.chars().count() - 1;
        let (from, to) = (self.place(words, 0), self.place(words, last));
        self.drag_from(from, to);
    }

    /// Drags from one point to another.
    pub fn drag_from(&mut self, from: Pos2, to: Pos2) {
        self.pause();
        self.harness.hover_at(from);
        self.harness.step();
        self.button(from, true);
        self.harness.step();
        for step in 1..=5 {
            self.harness.hover_at(from.lerp(to, step as f32 / 5.0));
            self.harness.step();
        }
        self.button(to, false);
        self.harness.run();
    }

    /// Clicks somewhere, apart from any click before.
    pub fn click_at(&mut self, pos: Pos2) {
        self.pause();
        self.click_at_once(pos);
    }

    /// Clicks somewhere, as soon as the hand is there.
    pub fn click_at_once(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.harness.step();
        self.button(pos, true);
        self.harness.step();
        self.button(pos, false);
        self.harness.run();
    }

    /// Clicks on the middle of some words of the page.
    pub fn click_words(&mut self, words: &str) {
        let at = self.place(words, words.chars().count() / 2);
        self.click_at(at);
    }

    /// Clicks on the control that has a name.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        let at = middle(self.harness.query_all_by_label(label));
        self.click_at(at.unwrap_or_else(|| panic!("no control {label:?}")));
    }

    /// Clicks on what has a name of which this is a part.
    #[track_caller]
    pub fn click_containing(&mut self, label: &str) {
        let at = middle(self.harness.query_all_by_label_contains(label));
        self.click_at(at.unwrap_or_else(|| panic!("no control {label:?}")));
    }

    /// Clicks on the last of the controls that have a name: the one that was opened last.
    #[track_caller]
    pub fn click_last(&mut self, label: &str) {
        let last = self.harness.query_all_by_label(label).last();
        let at = last.map(|node| node.rect().center());
        self.click_at(at.unwrap_or_else(|| panic!("no control {label:?}")));
    }

    /// Scrolls a control into sight.
    #[track_caller]
    pub fn scroll_to(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.harness.run();
    }

    /// The middle of the control that has a name of which this is a part.
    pub fn control(&self, label: &str) -> Option<Pos2> {
        middle(self.harness.query_all_by_label_contains(label))
    }

    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    pub fn shows_containing(&self, label: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(label);
        found.next().is_some()
    }

    /// Name of what has the keyboard.
    pub fn focused(&self) -> String {
        let all = self.harness.root().children_recursive();
        let focused = all.into_iter().find(|node| node.is_focused());
        let label = focused.and_then(|node| node.accesskit_node().label());
        label.unwrap_or_default()
    }

    /// Whether the page has the keyboard.
    pub fn page_focused(&self) -> bool {
        self.harness.get_by_role(Role::Document).is_focused()
    }

    /// Answers the question for a pseudonym.
    pub fn give_name(&mut self, name: &str) {
        self.type_text(name);
        self.press(NONE, Key::Enter);
    }

    /// Marks words with the label of a digit.
    pub fn tag(&mut self, words: &str, digit: usize) {
        self.drag(words);
        self.digit(digit);
    }

    /// Opens a menu and clicks on one of its rows.
    #[track_caller]
    pub fn menu(&mut self, menu: &str, row: &str) {
        self.click(menu);
        self.click_containing(row);
    }
}

/// The middle of the first control.
fn middle<'a>(mut found: impl Iterator<Item = Node<'a>>) -> Option<Pos2> {
    let controls = [
        Role::Button,
        Role::CheckBox,
        Role::RadioButton,
        Role::MenuItem,
        Role::MenuItemRadio,
        Role::ComboBox,
        Role::TextInput,
        Role::MultilineTextInput,
    ];
    let found = found.find(|node| controls.contains(&node.accesskit_node().role()))?;
    Some(found.rect().center())
}

/// An own mark in a file, by its words.
pub fn span_on<'a>(reading: &'a Reading, words: &str) -> Option<&'a Arc<Annotation>> {
    reading.spans.iter().find(|span| span.anchor.quote == words)
}

/// A file of another reviewer with marks on some words, as that person's program wrote it.
pub fn marked_by(desk: &Desk, reviewer: &str, marks: &[(&str, usize)]) -> PathBuf {
    let mut window = desk.open_as(reviewer);
    for (words, digit) in marks {
        window.tag(words, *digit);
    }
    window.close();
    desk.beside(reviewer)
}
