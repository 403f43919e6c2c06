//! Which thread carries out an effect, and what becomes of it there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::read::{load, scan, summarise};
use super::shared::broke;
use super::worker::settle;
use super::{Jobs, Picked, flush};
use crate::anchor::Elsewhere;
use crate::i18n::{Catalogue, Lang};
use crate::job::env::{now, unique};
use crate::job::saver::Order;
use crate::job::watch::Told;
use crate::job::{backups, versions, work};
use crate::model::CodebookRefusal;
use crate::session::{self, CodebookOnDisk, Effect, Event, Hits, SentenceCount};
use crate::store;

impl Jobs {
    /// Sends an effect on its way. `lang` is the language of copies.
    pub fn run(&self, effect: Effect, lang: Lang) {
        let shared = self.shared.clone();
        match effect {
            Effect::Scan(paths) => {
                let settings = self.settings.jobs.clone();
                self.reader.run(move || {
                    // A codebook that is on its way to the disk is read after it got there.
                    settle(settings);
                    scan(&shared, &paths);
                });
            }
            Effect::Load { path, generation } => {
                let (wait, settings) = (self.saver.sender(), self.settings.jobs.clone());
                self.reader.run(move || {
                    if shared.stopped() {
                        return;
                    }
                    flush(wait, false);
                    settle(settings);
                    load(&shared, path, generation);
                });
            }
            Effect::Summarise { paths, anew } => {
                let number = match anew {
                    true => shared.list.fetch_add(1, Ordering::Relaxed) + 1,
                    false => shared.list.load(Ordering::Relaxed),
                };
                let settings = self.settings.jobs.clone();
                self.summaries.run(move || {
                    settle(settings);
                    summarise(&shared, paths, number);
                });
            }
            Effect::CountSentences {
                path,
                article,
                read,
                number,
            } => self.counts.run(move || {
                if shared.stopped() {
                    return;
                }
                let answer = |count| Event::Counted {
                    path: path.clone(),
                    number,
                    count,
                };
                let count = || session::count_sentences(&article.text, &read);
                shared.answer_of(|| answer(count()), |_| answer(SentenceCount::default()));
            }),
            Effect::Locate {
                path,
                text,
                anchors,
            } => self.counts.run(move || {
                if shared.stopped() {
                    return;
                }
                let answer = |elsewhere| Event::Located {
                    path: path.clone(),
                    text_hash: text.hash().to_owned(),
                    elsewhere,
                };
                let look = || store::elsewhere(&shared.home, &text, &anchors, now());
                shared.answer_of(|| answer(look()), |_| answer(Elsewhere::new()));
            }),
            Effect::StartSaving {
                path,
                reading,
                text,
                generation,
            } => self.saver.order(Order::Start {
                path,
                reading,
                text,
                generation,
            }),
            Effect::KeepAhead {
                path,
                head,
                changes,
            } => self.saver.order(Order::Ahead {
                path,
                head,
                changes,
            }),
            Effect::Save {
                path,
                transaction,
                revision,
            } => self.saver.order(Order::Change {
                path,
                transaction,
                revision,
            }),
            Effect::SitDown { folder, reviewer } => {
                shared.tell_watch(Told::Sits { folder, reviewer });
            }
            Effect::TakeInJournals { path } => self.saver.order(Order::Journals { path }),
            Effect::TakeIn { path, file } => self.saver.order(Order::TakeIn { path, file }),
            // After what is loaded already: what is read later is shown later.
            Effect::ReadAgain {
                path,
                article,
                files,
            } => self.reader.run(move || {
                if shared.stopped() {
                    return;
                }
                let again = work::read_again(&path, &article, &files, &shared.home);
                for file in again.doubted {
                    let article = path.clone();
                    shared.tell_watch(Told::Doubt { article, file });
                }
                if !again.read.names.is_empty() {
                    shared.answer(Event::ReadAgain(Box::new(again.read)));
                }
            }),
            Effect::PutCopiesAway { copies } => {
                let wait = self.saver.sender();
                self.settings.run(move || {
                    flush(wait, true);
                    let answer = |(count, problems)| Event::CopiesPutAway {
                        count,
                        folder: store::put_away_folder(&shared.home),
                        problems,
                    };
                    shared.answer_of(
                        || answer(work::put_copies_away(&copies, &shared.home)),
                        |problem| answer((0, vec![problem])),
                    );
                });
            }
            Effect::AcceptHandEdit {
                path,
                reviewer,
                file,
                generation,
            } => self.settings.run(move || {
                let state = shared.loads.get(&path, generation, reviewer);
                let state = state.unwrap_or_default();
                backups::keep(&shared.home, &path, reviewer, &file);
                shared.say_of(|| {
                    store::adopt_hand_edit(&file, &shared.home, state, &unique(), now()).map(drop)
                });
            }),
            Effect::CompareVersions {
                path,
                now,
                generation,
            } => {
                shared.versions.store(generation, Ordering::Relaxed);
                let wait = self.saver.sender();
                self.versions.run(move || {
                    let wanted = || {
                        !shared.stopped() && shared.versions.load(Ordering::Relaxed) == generation
                    };
                    if wanted() {
                        flush(wait, true);
                        let answer = |event| shared.answer(event);
                        versions::compare(&shared.home, &path, &now, generation, wanted, answer);
                    }
                });
            }
            Effect::KeepHistory {
                path,
                reviewer,
                text_hash,
                history,
            } => self.saver.order(Order::History {
                path,
                reviewer,
                text_hash,
                history,
            }),
            Effect::KeepStep {
                path,
                reviewer,
                step,
            } => self.saver.order(Order::Step {
                path,
                reviewer,
                step,
            }),
            Effect::KeepVersion {
                path,
                reviewer,
                file,
            } => self.saver.order(Order::Keep {
                path,
                reviewer,
                file,
            }),
            Effect::PutBack {
                path,
                reviewer,
                file,
                backup,
            } => self.settings.run(move || {
                let put = || versions::put_back(&shared.home, &path, reviewer, &file, &backup);
                shared.answer_of(
                    || Event::PutBack(put()),
                    |problem| Event::PutBack(Err(problem)),
                );
            }),
            // Written with the settings, since what is only read is given up when the window closes.
            Effect::KeepEncoding { path, encoding } => self.settings.run(move || {
                shared.say_of(|| work::keep_encoding(&path, encoding, &shared.home));
            }),
            Effect::SaveCodebook {
                codebook,
                source,
                known,
                how,
                revision,
            } => self.settings.run(move || {
                let saved = Arc::clone(&codebook);
                let answer = |result| Event::CodebookSaved {
                    revision,
                    codebook: saved,
                    result,
                };
                let save = || work::save_codebook(&codebook, &source, &known, how, &shared.home);
                let result = catch_unwind(AssertUnwindSafe(save))
                    .unwrap_or_else(|_| Err(CodebookRefusal::Problem(broke(None))));
                shared.answer(answer(result));
            }),
            Effect::ReadCodebook { id, folder } => self.settings.run(move || {
                let read = || {
                    let (codebook, source) =
                        store::find_codebook(&id, folder.as_deref(), &shared.home)?;
                    Ok(CodebookOnDisk {
                        codebook: Arc::new(codebook),
                        source,
                    })
                };
                shared.answer_of(
                    || Event::CodebookRead(read()),
                    |problem| Event::CodebookRead(Err(problem)),
                );
            }),
            Effect::Export {
                paths,
                request,
                codebook,
            } => {
                let wait = self.saver.sender();
                self.exports.run(move || {
                    if shared.stopped() {
                        return;
                    }
                    flush(wait, false);
                    let job = work::ExportJob {
                        paths: &paths,
                        request: &request,
                        codebook: &codebook,
                        stop: &shared.stop,
                    };
                    let answer = |(folder, files, problems)| Event::Exported {
                        folder,
                        files,
                        problems,
                    };
                    shared.answer_of(
                        || answer(work::export(&job, &Catalogue::new(lang), &shared.home)),
                        |problem| answer((PathBuf::new(), 0, vec![problem])),
                    );
                });
            }
            Effect::Find {
                text,
                query,
                generation,
            } => {
                shared.search.store(generation, Ordering::Relaxed);
                self.searches.run(move || {
                    let wanted =
                        || !shared.stopped() && shared.search.load(Ordering::Relaxed) == generation;
                    if let Some(hits) = Hits::find(&text, &query, wanted).filter(|_| wanted()) {
                        let hits = Arc::new(hits);
                        shared.answer(Event::Found { generation, hits });
                    }
                });
            }
            Effect::Suggest {
                text,
                hits,
                label,
                granularity,
            } => self.searches.run(move || {
                let places = session::suggest(&text, &hits, granularity);
                shared.answer(Event::Suggested {
                    text,
                    label,
                    places,
                });
            }),
            // A dialog stays open as long as it likes, so each has a thread of its own.
            Effect::Pick(what) => drop(std::thread::spawn(move || {
                let pick = || match shared.dialogs.pick(what) {
                    Picked::Paths(paths) => Event::Picked(what, paths),
                    Picked::Cancelled => Event::Picked(what, Vec::new()),
                    Picked::Unavailable => Event::NoDialog(what),
                };
                shared.answer_of(pick, |_| Event::NoDialog(what));
            })),
            Effect::RememberReviewer(reviewer) => {
                self.remember(move |settings| settings.reviewer = Some(reviewer));
            }
            Effect::RememberLanguage(lang) => {
                self.remember(move |settings| settings.language = Some(lang));
            }
            Effect::RememberPlace(place) => self.settings.run(move || {
                if let Err(problem) = store::save_place(&shared.home, &place, &unique(), now()) {
                    log::warn!("place: {problem:?}");
                }
            }),
            Effect::RememberOpened(paths) => self.settings.run(move || {
                if let Err(problem) = store::save_recent(&shared.home, &paths, &unique(), now()) {
                    log::warn!("recent: {problem:?}");
                }
            }),
        }
    }
}
