//! The saves that go through a journal: a first record, one more, and what takes a journal in.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use postil::edit::{Changes, SpanState};
use postil::model::{Annotation, Problem, Reading};
use postil::store::{self, Call, Journal, Step, Witness};

use crate::desk::time;
use crate::stages::{Kind, Stage};

/// Sees nothing and disturbs nothing: what a program did before the save that is looked at.
struct Unseen;

impl Witness for Unseen {
    fn before(&self, _: &Call<'_>) -> io::Result<Step> {
        Ok(Step::Whole)
    }

    fn after(&self, _: &Call<'_>) -> io::Result<()> {
        Ok(())
    }
}

fn changes(spans: &[Arc<Annotation>]) -> Changes {
    let states = spans.iter();
    let states = states.map(|span| (span.id, SpanState::There(Arc::clone(span))));
    Changes {
        spans: states.collect(),
        ..Changes::default()
    }
}

impl Stage {
    /// Marks that were in a journal before the save.
    fn earlier(&self) -> Vec<Arc<Annotation>> {
        // The first record is written with the journal, the others are added.
        let records = if self.size == 1 { 1 } else { 3 };
        let ids = 7_000..7_000 + records;
        ids.map(|id| self.desk.span(id, "Le maire", 4)).collect()
    }

    /// Marks that the save is for.
    fn made(&self) -> Vec<Arc<Annotation>> {
        let ids = 9_000..9_000 + self.size as u128;
        ids.map(|id| self.desk.span(id, "parti", 5)).collect()
    }

    /// What is shown once the save got through.
    pub fn with_journal(&self, mut reading: Reading) -> Reading {
        let earlier = match self.kind {
            // Only the journal knows of them.
            Kind::Journal | Kind::Fold | Kind::FoldDamaged => Vec::new(),
            _ => self.earlier(),
        };
        let spans = earlier.into_iter().chain(self.made());
        spans.for_each(|span| drop(reading.spans.insert(span)));
        reading
    }

    fn create(&self, unique: &str, spans: &[Arc<Annotation>]) -> Result<Journal, Problem> {
        let (home, article) = (&self.desk.home, self.desk.article());
        let reading = self.desk.reading("Alice", 1);
        Journal::create(home, &article, &reading, &changes(spans), unique, time(6))
    }

    /// The journal of the program, as it stood before the save; that it is made is not seen.
    pub fn opened(&self) -> Journal {
        let _unseen = store::watch(self.root(), Arc::new(Unseen));
        for path in self.journals() {
            std::fs::remove_file(path).unwrap();
        }
        let earlier = self.earlier();
        let mut journal = self.create("u", &earlier[..1]).unwrap();
        for span in &earlier[1..] {
            journal
                .append(&changes(std::slice::from_ref(span)), time(6))
                .unwrap();
        }
        journal
    }

    pub fn journals(&self) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(self.desk.home.data.join("journal"));
        let paths = folder
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|end| end == "journal"))
            .collect()
    }

    /// Ends the journal that a crash left in the middle of a record.
    pub fn tear(&self) {
        let path = self.journals().remove(0);
        let mut bytes = std::fs::read(&path).unwrap();
        let start = bytes.windows(2).rposition(|two| two == b"\n@").unwrap() + 1;
        let record = bytes.split_off(start);
        bytes.extend(&record);
        bytes.extend(&record[..record.len() * 2 / 3]);
        std::fs::write(&path, bytes).unwrap();
    }

    /// Damages the last record of the journal that a crash left.
    pub fn damage(&self) {
        let path = self.journals().remove(0);
        let mut bytes = std::fs::read(&path).unwrap();
        let at = bytes.len() - 30;
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }

    /// What the program does with its journals.
    pub fn act_with_journal(&self) -> Result<(), Problem> {
        match self.kind {
            Kind::Journal => self.create("u", &self.made()).map(drop),
            Kind::Append => self.opened().append(&changes(&self.made()), time(6)),
            _ => {
                let journal = self.opened();
                self.act_on_file()?;
                journal.remove();
                Ok(())
            }
        }
    }

    /// What the same program does with changes that could not be added: into a new journal.
    pub fn journal_anew(&self) -> Result<(), Problem> {
        self.create("v", &self.made()).map(drop)
    }

    /// Whether somebody is told that a journal is damaged that was not before.
    pub fn tells_new_damage(&self) -> bool {
        if !matches!(
            self.kind,
            Kind::Journal | Kind::Append | Kind::Fold | Kind::FoldOwn
        ) {
            return false;
        }
        let all = self.desk.load().into_iter().flatten();
        let mut problems = all.flat_map(|loaded| loaded.journal);
        problems.any(|problem| problem.what.key == "journal-damaged")
    }
}
