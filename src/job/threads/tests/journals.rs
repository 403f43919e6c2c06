//! Two windows of one reviewer on a file that is too large to be written with every mark.

use std::path::Path;
use std::time::Instant;

use super::*;
use crate::job::env::SystemEnv;
use crate::job::saver::{MANY, many};
use crate::session::{Command, Doc, SaveState, State, receive, update};

const ALL: usize = MANY as usize;

/// A window without a screen, which writes no journal into the file until it ends.
struct Window {
    state: State,
    jobs: Jobs,
}

impl Window {
    fn open(home: Home, article: &Path) -> Self {
        let pace = Pace {
            quiet: Duration::from_secs(3600),
            latest: Duration::from_secs(3600),
            ..Pace::default()
        };
        let watching = Watching::default();
        let jobs = Jobs::start_with(home, Arc::new(Broken), watching, pace, Arc::new(|| {}));
        let codebook = Arc::new(store::default_codebook().unwrap());
        let mut state = State::new(Lang::En, codebook);
        state.reviewer = Some(many().reviewer);
        let mut window = Self { state, jobs };
        let open = crate::session::App::OpenPaths(vec![article.to_owned()]);
        window.does(Command::App(open));
        window.until("its marks", |window| window.count() == ALL);
        window
    }

    fn does(&mut self, command: Command) {
        for effect in update(&mut self.state, command, &mut SystemEnv) {
            self.jobs.run(effect, Lang::En);
        }
    }

    fn count(&self) -> usize {
        let own = self
            .state
            .current_article()
            .and_then(|open| open.own.as_ref());
        own.map_or(0, |own| own.reading.spans.len())
    }

    /// Marks a word and waits until that is on disk.
    fn mark(&mut self, word: &str) {
        let text = self.state.current_article().unwrap().article.text.clone();
        let start = text.as_str().find(word).unwrap();
        let range = text.range(start..start + word.len()).unwrap();
        let new = NewSpan::plain(LabelKey::from("fact"), range);
        self.does(Command::Doc(Doc::Add(new)));
        self.until_saved();
    }

    fn until_saved(&mut self) {
        self.until("the save", |window| {
            let open = window.state.current_article().unwrap();
            matches!(open.save, SaveState::Saved { .. })
        });
    }

    #[track_caller]
    fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> Duration {
        let start = Instant::now();
        while !holds(self) {
            for event in self.jobs.poll() {
                for effect in receive(&mut self.state, event) {
                    self.jobs.run(effect, Lang::En);
                }
            }
            assert!(start.elapsed().as_secs() < 120, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
        start.elapsed()
    }
}

#[test]
fn marks_that_are_in_a_journal_only_are_seen_by_the_other_window() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let home = Home {
        assets: None,
        seeds: None,
        saves: at("saves"),
        data: at("data"),
        config: at("config"),
    };
    let article = at("a.txt");
    std::fs::write(&article, TEXT).unwrap();
    store::save_reading(&many(), &article, &home, None, "u", now()).unwrap();
    let in_file = || {
        let file = store::annotation_path(&article, "Ada");
        store::load_reading(&file, None)
            .unwrap()
            .reading
            .spans
            .len()
    };
    let mut one = Window::open(home.clone(), &article);
    let mut two = Window::open(home, &article);
    // Told, not judged.
    let seen = |window: &mut Window, count: usize| {
        let took = window.until("the other's mark", |window| window.count() == count);
        eprintln!("seen after {took:?}");
    };
    // By a window that has only read so far, and by one that marks itself.
    one.mark("ministère");
    seen(&mut two, ALL + 1);
    two.mark("Un");
    seen(&mut one, ALL + 2);
    one.mark("au");
    seen(&mut two, ALL + 3);
    // What is taken back goes from both, and each takes back its own.
    two.does(Command::Doc(Doc::Undo));
    two.until_saved();
    seen(&mut one, ALL + 2);
    one.does(Command::Doc(Doc::Undo));
    one.until_saved();
    seen(&mut two, ALL + 1);
    two.does(Command::Doc(Doc::Redo));
    two.until_saved();
    seen(&mut one, ALL + 2);
    assert_eq!(in_file(), ALL, "nothing was written into the file");
    drop((one, two));
    assert_eq!(in_file(), ALL + 2);
}
