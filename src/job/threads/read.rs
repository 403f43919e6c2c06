//! What is only read: articles for the list, and one with all its annotations.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::shared::Shared;
use crate::anchor::PlaceMap;
use crate::job::env::{now, unique};
use crate::job::saver::Load;
use crate::job::watch::Told;
use crate::job::{undo, work};
use crate::model::{Article, Problem};
use crate::msg;
use crate::session::{CodebookOnDisk, Event};
use crate::store;

/// Finds the articles at paths.
pub(super) fn scan(shared: &Shared, paths: &[PathBuf]) {
    if shared.stopped() {
        return;
    }
    let find = || {
        let found = work::find_anyway(paths, false, &shared.home)?;
        let mut targets = found.targets;
        targets.problems.extend(left_behind(paths));
        shared.tell_watch(Told::Listed {
            articles: targets.articles.clone(),
            whole: paths
                .iter()
                .filter(|path| store::is_folder(path))
                .cloned()
                .collect(),
            session: targets.session.as_ref().map(|(file, _)| file.clone()),
            replace: targets.named_whole,
        });
        if let Some(file) = &found.source.file {
            shared.tell_watch(Told::Codebook(file.clone()));
        }
        Ok(Event::Scanned {
            replace: targets.named_whole,
            articles: targets.articles,
            named: paths.to_vec(),
            session: targets
                .session
                .map(|(_, session)| (session.title, session.options)),
            codebook: Some(CodebookOnDisk {
                codebook: found.codebook,
                source: found.source,
            }),
            problems: targets.problems,
        })
    };
    let nothing = |problem| Event::Scanned {
        articles: Vec::new(),
        named: Vec::new(),
        session: None,
        codebook: None,
        replace: false,
        problems: vec![problem],
    };
    shared.answer_of(|| find().unwrap_or_else(nothing), nothing);
}

/// What there is to say of files of marks whose article is not in the folders opened.
fn left_behind(paths: &[PathBuf]) -> Option<Problem> {
    let alone = store::sidecars_without_article(paths, false);
    let what = msg!("marks-without-article", count = alone.len());
    Some(Problem::data(alone.first()?, what).note())
}

/// Reads articles for the list, as long as it is the one that is shown.
pub(super) fn summarise(shared: &Shared, paths: Vec<PathBuf>, list: u64) {
    let mut folders = store::Folders::default();
    for path in paths {
        if shared.stopped() || shared.list.load(Ordering::Relaxed) != list {
            return;
        }
        let answer = |summary| Event::Summarised {
            path: path.clone(),
            summary,
        };
        shared.answer_of(
            || answer(work::summarise(&mut folders, &path, &shared.home)),
            |problem| answer(Err(problem)),
        );
    }
}

/// Reads an article and all annotations of it.
pub(super) fn load(shared: &Shared, path: PathBuf, generation: u64) {
    let answer = |result| Event::Loaded {
        path: path.clone(),
        generation,
        result,
    };
    // Taken before anything is read: what changes from now on is noticed.
    let look = store::look(&mut store::Folders::default(), &path, &shared.home, now());
    let before = shared.loads.latest(&path).map(|(article, _)| article);
    let read = || {
        let text_read = |article: &Arc<Article>, blocks: &Arc<_>| {
            if let Some(before) = &before
                && before.text != article.text
            {
                // By the words that were there everybody's marks are found again.
                store::keep_text(&shared.home, &before.text, &unique(), now());
            }
            shared.answer(Event::TextRead {
                path: path.clone(),
                generation,
                article: Arc::clone(article),
                blocks: Arc::clone(blocks),
            });
        };
        let mut loaded = work::load_in_steps(&path, &shared.home, text_read)?;
        if let Some(before) = &before
            && before.text != loaded.on_disk.article.text
        {
            let text = &loaded.on_disk.article.text;
            let places = PlaceMap::new(&before.text, text);
            loaded.on_disk.places = Some(Arc::new(places));
        }
        let histories = undo::read(&loaded, &path, &shared.home);
        if !histories.is_empty() {
            shared.answer(Event::HistoriesRead {
                path: path.clone(),
                histories,
            });
        }
        let load = Load {
            states: loaded.disk_states,
            article: Arc::clone(&loaded.on_disk.article),
            elsewhere: Arc::new(loaded.on_disk.elsewhere.clone()),
        };
        shared.loads.insert(&path, generation, load);
        Ok(Box::new(loaded.on_disk))
    };
    shared.answer_of(|| answer(read()), |problem| answer(Err(problem)));
    shared.tell_watch(Told::Opened { path, look });
}
