//! Every kind of save, each on a stage of its own: the files before it, the save, and what a start
//! shows of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use postil::edit::merge;
use postil::model::{
    ArticleMeta, Codebook, CodebookRefusal, CodebookSource, CodebookWrite, LocalText, Problem,
    Reading, ReviewSession, Reviewer, SessionKind, SessionOptions,
};
use postil::store::{self, DiskState, Integrity, Settings};
use postil::text::SourceText;
use uuid::Uuid;

use crate::desk::{Desk, TEXT, time};

/// A kind of save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a reading without a file.
    First,
    /// Over what this program wrote last.
    Over,
    /// Over what another program wrote meanwhile.
    Merge,
    /// Beside the article, after it was in `saves/`.
    Home,
    /// The same where a file is beside the article already.
    HomeOver,
    /// In `saves/`, whose folders are made for it.
    Away,
    /// In `saves/` again.
    AwayOver,
    /// A hand edit taken over.
    Adopt,
    /// `article.ron`, merged.
    Article,
    /// A codebook.
    Codebook,
    /// A session, made.
    Session,
    /// The settings.
    Settings,
    /// What was open last.
    Recent,
    /// A journal, made with its first record, of a reading without a file.
    Journal,
    /// A record more in a journal.
    Append,
    /// A save that takes in the journal that a crash left, with half a record at its end.
    Fold,
    /// The same where a whole record of it is damaged.
    FoldDamaged,
    /// A save of what is in the program's own journal, which is removed then.
    FoldOwn,
    /// A conflict copy merged into the file and put away.
    Copies,
}

pub const KINDS: [Kind; 19] = [
    Kind::First,
    Kind::Over,
    Kind::Merge,
    Kind::Home,
    Kind::HomeOver,
    Kind::Away,
    Kind::AwayOver,
    Kind::Adopt,
    Kind::Article,
    Kind::Codebook,
    Kind::Session,
    Kind::Settings,
    Kind::Recent,
    Kind::Journal,
    Kind::Append,
    Kind::Fold,
    Kind::FoldDamaged,
    Kind::FoldOwn,
    Kind::Copies,
];

/// How many marks a reading has, or how many words a text.
pub const SIZES: [usize; 3] = [1, 10, 100];

impl Kind {
    /// The sizes at which it is tried.
    pub fn sizes(self) -> &'static [usize] {
        match self {
            // What is large about them is the file, as in other kinds.
            Self::Fold | Self::FoldDamaged | Self::FoldOwn | Self::Copies => &SIZES[..2],
            _ => &SIZES,
        }
    }
}

/// The files below a folder, and `None` for folders.
pub type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// A kind of save, ready to be made.
pub struct Stage {
    pub desk: Desk,
    pub kind: Kind,
    pub size: usize,
    /// The files before.
    pub before: Tree,
    /// What the program knew of them.
    last: Option<DiskState>,
    /// What it does with a codebook.
    book: Option<(Codebook, CodebookSource)>,
}

/// A folder in memory where there is one: what is tested is the order of calls, not the disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

impl Stage {
    pub fn new(kind: Kind, size: usize) -> Self {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("news")).unwrap();
        std::fs::write(at("news/tribune.txt"), TEXT).unwrap();
        let home = store::Home {
            assets: None,
            seeds: None,
            saves: at("deep/saves"),
            data: at("share/postil"),
            config: at("config/postil"),
        };
        let text = SourceText::new(TEXT);
        let desk = Desk { home, text, folder };
        let mut stage = Self {
            desk,
            kind,
            size,
            before: Tree::new(),
            last: None,
            book: None,
        };
        stage.prepare();
        stage.before = stage.tree();
        stage
    }

    pub fn root(&self) -> &Path {
        self.desk.folder.path()
    }

    /// Alice's reading: marks from `first` on.
    fn reading(&self, first: u128) -> Reading {
        let mut reading = self.desk.reading("Alice", 1);
        for number in 0..self.size as u128 {
            let id = first + number;
            reading.spans.insert(self.desk.span(id, "une honte", 1));
        }
        reading
    }

    /// What was on disk before.
    fn old(&self) -> Reading {
        self.reading(1)
    }

    /// What is saved: a mark more.
    fn new_reading(&self) -> Reading {
        let mut reading = self.old();
        match self.kind {
            Kind::Journal => return self.with_journal(self.desk.reading("Alice", 1)),
            Kind::Append | Kind::Fold | Kind::FoldDamaged | Kind::FoldOwn => {
                return self.with_journal(reading);
            }
            _ => {}
        }
        if self.kind == Kind::HomeOver {
            reading.spans.insert(self.desk.span(7_000, "Le maire", 4));
        }
        reading.spans.insert(self.desk.span(9_000, "parti", 5));
        reading
    }

    /// Nothing can be made in the folder of the article.
    fn close(&self) {
        std::fs::remove_dir_all(self.desk.news()).unwrap();
        std::fs::write(self.desk.news(), "closed").unwrap();
    }

    fn open(&self) {
        std::fs::remove_file(self.desk.news()).unwrap();
        std::fs::create_dir(self.desk.news()).unwrap();
        std::fs::write(self.desk.article(), TEXT).unwrap();
    }

    fn prepare(&mut self) {
        let save =
            |reading: &Reading, last| Some(self.desk.save(reading, last).unwrap().disk_state);
        match self.kind {
            Kind::First | Kind::Session | Kind::Journal => {}
            Kind::Over => self.last = save(&self.old(), None),
            Kind::Merge => {
                let last = save(&self.old(), None);
                let mut theirs = self.old();
                theirs.spans.insert(self.desk.span(8_000, "Le maire", 4));
                save(&theirs, last);
                self.last = last;
            }
            Kind::Home => {
                self.close();
                self.last = save(&self.old(), None);
                self.open();
            }
            Kind::HomeOver => {
                let last = save(&self.old(), None);
                let beside = self.desk.beside("Alice");
                let bytes = std::fs::read(&beside).unwrap();
                let mut away = self.old();
                away.spans.insert(self.desk.span(7_000, "Le maire", 4));
                self.close();
                save(&away, last);
                self.open();
                std::fs::write(&beside, bytes).unwrap();
                self.last = Some(self.desk.only().disk_state);
            }
            Kind::Away => self.close(),
            Kind::AwayOver => {
                self.close();
                self.last = save(&self.old(), None);
            }
            Kind::Adopt => {
                save(&self.old(), None);
                let path = self.desk.beside("Alice");
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(&path, text.replace("Deux", "Trois")).unwrap();
                self.last = Some(self.desk.only().disk_state);
            }
            Kind::Article => {
                let meta = ArticleMeta {
                    outlet: Some("Le Fanal ".repeat(self.size * 50)),
                    modified: Some(time(1)),
                    ..Default::default()
                };
                let (article, home) = (self.desk.article(), &self.desk.home);
                store::save_meta(&meta, &article, home, "u", time(1)).unwrap();
            }
            Kind::Codebook => {
                let mut book = store::default_codebook().unwrap();
                book.id = "mine".to_owned();
                let source = CodebookSource {
                    folder: Some(self.desk.news()),
                    ..CodebookSource::default()
                };
                self.save_book(&book, &source).unwrap();
                self.book = Some(self.find_book().unwrap());
            }
            Kind::Settings => self.save_settings("light").unwrap(),
            Kind::Recent => self.save_recent(1).unwrap(),
            Kind::Copies => {
                let mut theirs = self.old();
                theirs.spans.insert(self.desk.span(8_000, "Le maire", 4));
                save(&theirs, None);
                std::fs::rename(self.desk.beside("Alice"), self.copy()).unwrap();
                save(&self.reading(500), None);
            }
            Kind::Append | Kind::Fold | Kind::FoldDamaged | Kind::FoldOwn => {
                self.last = save(&self.old(), None);
                drop(self.opened());
                match self.kind {
                    Kind::Fold => self.tear(),
                    Kind::FoldDamaged => self.damage(),
                    _ => {}
                }
            }
        }
    }

    fn find_book(&self) -> Result<(Codebook, CodebookSource), Problem> {
        store::find_codebook("mine", Some(&self.desk.news()), &self.desk.home)
    }

    fn save_book(&self, book: &Codebook, source: &CodebookSource) -> Result<(), Problem> {
        let (how, home) = (CodebookWrite::Own, &self.desk.home);
        store::save_codebook(book, source, &book.hash, how, home, "u", time(2))
            .map(drop)
            .map_err(|refusal| match refusal {
                CodebookRefusal::Problem(problem) => problem,
                other => panic!("{other:?}"),
            })
    }

    /// A codebook as it is changed here.
    fn changed(&self, book: &Codebook) -> Codebook {
        let title = [("en".into(), "Changed ".repeat(self.size * 50))].into();
        Codebook {
            title: LocalText(title),
            ..book.clone()
        }
    }

    fn save_settings(&self, theme: &str) -> Result<(), Problem> {
        let settings = Settings {
            theme: Some(theme.to_owned()),
            reviewer: Some(Reviewer {
                name: "Élodie ".repeat(self.size * 90),
                id: Uuid::from_u128(7),
            }),
            ..Settings::default()
        };
        store::save_settings(&self.desk.home, &settings, "u", time(2))
    }

    fn save_recent(&self, more: usize) -> Result<(), Problem> {
        let path = |number| self.desk.news().join(format!("{number}.txt"));
        let paths: Vec<PathBuf> = (0..self.size * 20 + more).map(path).collect();
        store::save_recent(&self.desk.home, &paths, "u", time(2))
    }

    /// A conflict copy of Alice's file.
    fn copy(&self) -> PathBuf {
        let name = "tribune.txt.Alice.ann.sync-conflict-20260101-101010-ABCDEFG.ron";
        self.desk.news().join(name)
    }

    fn merge_copies(&self, unique: &str) -> Result<(), Problem> {
        let (home, news) = (&self.desk.home, self.desk.news());
        let (groups, problems) = store::copies_at(std::slice::from_ref(&news), false, home);
        let folded = { groups.iter() }
            .map(|group| store::fold(group, store::Fold::PutAway, home, unique, time(2)));
        let results: Vec<_> = folded
            .flat_map(|folded| folded.copies)
            .map(|copy| copy.result.map(drop))
            .collect();
        match (problems.into_iter().next(), results.is_empty()) {
            (Some(problem), _) => Err(problem),
            // Said to people in these words.
            (None, true) => Err(Problem::data(&news, postil::msg!("merge-none"))),
            (None, false) => results.into_iter().collect(),
        }
    }

    fn session(&self) -> PathBuf {
        self.desk.news().join("a.session.ron")
    }

    /// The save, as a program makes it that has been running.
    pub fn act(&self) -> Result<(), Problem> {
        match self.kind {
            Kind::Journal | Kind::Append | Kind::FoldOwn => self.act_with_journal(),
            Kind::Copies => self.merge_copies("u"),
            _ => self.act_on_file(),
        }
    }

    pub fn act_on_file(&self) -> Result<(), Problem> {
        self.save(&self.new_reading(), self.last)
    }

    fn save(&self, reading: &Reading, last: Option<DiskState>) -> Result<(), Problem> {
        let (article, home) = (self.desk.article(), &self.desk.home);
        match self.kind {
            Kind::Adopt => {
                let (path, last) = (self.desk.beside("Alice"), last.unwrap());
                store::adopt_hand_edit(&path, home, last, "u", time(3)).map(drop)
            }
            Kind::Article => {
                let meta = ArticleMeta {
                    title: Some("Une honte ".repeat(self.size * 50)),
                    modified: Some(time(2)),
                    ..Default::default()
                };
                store::save_meta(&meta, &article, home, "u", time(2)).map(drop)
            }
            Kind::Codebook => {
                let (book, source) = self.book.as_ref().unwrap();
                self.save_book(&self.changed(book), source)
            }
            Kind::Session => {
                let session = ReviewSession {
                    title: LocalText([("en".into(), "A class ".repeat(self.size * 50))].into()),
                    kind: SessionKind::Class,
                    codebook: String::new(),
                    articles: vec!["tribune.txt".into()],
                    options: SessionOptions { show_others: true },
                };
                store::create_session(&self.session(), &session, home, "u", time(2))
            }
            Kind::Settings => self.save_settings("dark"),
            Kind::Recent => self.save_recent(2),
            _ => store::save_reading(reading, &article, home, last, "u", time(2)).map(drop),
        }
    }

    /// The same after a failure by the same program, which tries again, or by one that was started
    /// anew: what the save is for is shown then. False where nothing more was said to be saved, since
    /// the try before got through although it said otherwise.
    pub fn again(&self, same_program: bool) -> Result<bool, Problem> {
        if same_program && matches!(self.kind, Kind::Journal | Kind::Append) {
            return self.journal_anew().map(|()| true);
        }
        if self.kind == Kind::Copies {
            return match self.copy().exists() {
                true => self.merge_copies("v").map(|()| true),
                false => Ok(false),
            };
        }
        if same_program {
            let seen = match self.kind {
                Kind::Session => "save-exists",
                Kind::Adopt => "save-changed-meanwhile",
                _ => "",
            };
            return match self.act() {
                Err(problem) if problem.what.key == seen => Ok(false),
                result => result.map(|()| true),
            };
        }
        store::clear_up(&self.desk.home);
        let saved = match self.kind {
            Kind::Session if self.session().exists() => return Ok(false),
            Kind::Adopt => match self.desk.only() {
                loaded if loaded.integrity == Integrity::Intact => return Ok(false),
                loaded => self.save(&loaded.reading, Some(loaded.disk_state)),
            },
            Kind::Codebook => {
                let (book, source) = self.find_book().unwrap();
                self.save_book(&self.changed(&book), &source)
            }
            Kind::Article | Kind::Session | Kind::Settings | Kind::Recent => self.act(),
            _ => {
                let mut loaded = self.desk.load().into_iter();
                // What is no reading is a journal that can't be read.
                let loaded = match self.kind {
                    Kind::Journal => loaded.find_map(Result::ok),
                    _ => loaded.next().map(Result::unwrap),
                };
                let known = loaded.as_ref().map(|loaded| loaded.disk_state);
                let mut reading = self.new_reading();
                if let Some(loaded) = loaded {
                    reading = merge(&reading, &loaded.reading);
                }
                self.save(&reading, known)
            }
        };
        saved.map(|()| true)
    }

    /// What a start shows of it; an error where anything is damaged.
    pub fn look(&self) -> Result<String, String> {
        let key = |problem: Problem| problem.what.key.to_owned();
        match self.kind {
            Kind::Article => {
                let loaded =
                    store::load_meta(&self.desk.article(), &self.desk.home).map_err(key)?;
                match loaded.notes.is_empty() {
                    true => Ok(format!("{:?}", loaded.meta)),
                    false => Err(format!("{:?}", loaded.notes)),
                }
            }
            Kind::Codebook => {
                let (book, _) = self.find_book().map_err(key)?;
                Ok(format!("{book:?}"))
            }
            Kind::Session => match self.session().exists() {
                true => Ok(format!(
                    "{:?}",
                    store::load_session(&self.session()).map_err(key)?
                )),
                false => Ok("none".to_owned()),
            },
            Kind::Settings => match store::load_settings(&self.desk.home) {
                (settings, None) => Ok(format!("{settings:?}")),
                (_, Some(problem)) => Err(key(problem)),
            },
            Kind::Recent => Ok(format!("{:?}", store::load_recent(&self.desk.home))),
            // The copy is read, too, as long as it is there.
            Kind::Copies => {
                let copy = self.copy().exists();
                Ok(format!("copy: {copy} {}", self.look_at_marks()?))
            }
            _ => self.look_at_marks(),
        }
    }

    fn look_at_marks(&self) -> Result<String, String> {
        let all = self.desk.load();
        let mut shown = String::new();
        for loaded in all {
            // A record that was not flushed and is said to be damaged had been promised to nobody.
            let unwritten = |problem: &Problem| problem.what.key == "journal-damaged";
            if self.kind == Kind::Journal && loaded.as_ref().is_err_and(unwritten) {
                continue;
            }
            let loaded = loaded.map_err(|problem| problem.what.key.to_owned())?;
            if self.kind != Kind::Adopt && loaded.integrity != Integrity::Intact {
                return Err("not intact".to_owned());
            }
            let checked = loaded.integrity == Integrity::Intact;
            // Not how the spans are held in memory.
            let mut reading = loaded.reading;
            let spans = std::mem::take(&mut reading.spans);
            let spans: Vec<_> = spans.iter().collect();
            shown += &format!("{checked} {reading:?} {spans:?}");
        }
        Ok(shown)
    }

    /// Everything below the root.
    pub fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        collect(self.root(), &mut tree);
        tree
    }

    /// Puts files in place of what is there.
    pub fn put(&self, tree: &Tree) {
        for entry in std::fs::read_dir(self.root()).unwrap().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => std::fs::remove_dir_all(path).unwrap(),
                false => std::fs::remove_file(path).unwrap(),
            }
        }
        for (path, content) in tree {
            match content {
                None => std::fs::create_dir_all(path).unwrap(),
                Some(bytes) => {
                    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                    std::fs::write(path, bytes).unwrap();
                }
            }
        }
    }
}

fn collect(folder: &Path, tree: &mut Tree) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            tree.insert(path.clone(), None);
            collect(&path, tree);
        } else {
            tree.insert(path.clone(), Some(std::fs::read(&path).unwrap()));
        }
    }
}

/// The leftovers in a tree. A copy on its way into the data folder may be one: all of it is there.
pub fn leftovers(tree: &Tree) -> Vec<&Path> {
    let is_temp = |path: &&Path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with('~') && !name.contains(".sync-conflict-")
    };
    tree.keys().map(PathBuf::as_path).filter(is_temp).collect()
}

/// What matters in a tree: no locks, no leftovers.
pub fn content(tree: &Tree) -> Vec<(&PathBuf, &Vec<u8>)> {
    let aside = |path: &Path| path.file_name().unwrap().to_string_lossy().starts_with('~');
    tree.iter()
        .filter_map(|(path, bytes)| Some((path, bytes.as_ref()?)))
        .filter(|(path, _)| path.extension().is_none_or(|end| end != "lock"))
        .filter(|(path, _)| !aside(path))
        .collect()
}
