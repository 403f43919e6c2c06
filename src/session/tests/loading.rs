//! The text of an article is there before its annotations are.

use super::*;
use crate::edit::Changes;

/// The first article is open, of a second one only the text is there.
fn half_loaded() -> (Script, Reviewer) {
    let mut s = with_reviewer();
    let me = s.state.reviewer.clone().unwrap();
    s.joined();
    let text = Article {
        file_name: "b.txt".into(),
        ..article(TEXT)
    };
    s.receive(Event::TextRead {
        path: PathBuf::from("b.txt"),
        generation: s.asked(&PathBuf::from("b.txt")),
        blocks: crate::text::blocks(&text.text).into(),
        article: Arc::new(text),
    });
    (s, me)
}

#[test]
fn the_text_is_shown_before_the_annotations_are_read() {
    let (mut s, me) = half_loaded();
    assert!(s.now().being_read && s.now().own.is_none());
    s.select("maire");
    let selection = s.now().selection;
    s.loaded("b.txt", TEXT, vec![marked("honte", &me, 3)]);
    assert!(!s.now().being_read);
    assert_eq!(s.now().selection, selection);
    s.sees(&["loaded:honte"]);
}

#[test]
fn what_is_marked_meanwhile_waits_for_what_is_there_already() {
    let (mut s, me) = half_loaded();
    s.effects.clear();
    s.select("maire").doc(tag("fact"));
    s.select("signé").doc(tag("loaded")).doc(Doc::Undo);
    // The selection of then counts.
    s.select("dit");
    // They are on their way to the disk, and so is what was taken back.
    assert_eq!(kept_ahead(&s).len(), 3);
    assert_eq!(s.effects.len(), 3);
    assert_eq!(s.state.notices.len(), 1);
    assert!(!s.state.can_catch_up());
    let path = PathBuf::from("b.txt");
    let generation = s.state.asked[&path];
    s.answer("b.txt", generation, TEXT, vec![marked("honte", &me, 3)]);
    assert!(s.state.can_catch_up());
    s.app(App::CatchUp);
    assert!(!s.state.can_catch_up());
    s.sees(&["fact:maire", "loaded:honte"]);
    let saving = s.effects.iter().find_map(|effect| match effect {
        Effect::StartSaving { reading, .. } => Some(reading),
        _ => None,
    });
    let reading = saving.unwrap();
    assert_eq!(reading.spans.len(), 2);
    s.doc(Doc::Undo).sees(&["loaded:honte"]);
}

/// What was sent to the disk before the reading was there.
fn kept_ahead(s: &Script) -> Vec<Changes> {
    let ahead = s.effects.iter().filter_map(|effect| match effect {
        Effect::KeepAhead { changes, .. } => Some(changes.clone()),
        _ => None,
    });
    ahead.collect()
}

/// A reading as it is read when the program was ended before it was there.
fn read_with(s: &Script, mut reading: Reading) -> Reading {
    for changes in kept_ahead(s) {
        changes.replay(&mut reading);
    }
    reading
}

#[test]
fn what_was_sent_to_the_disk_meanwhile_is_made_once() {
    let path = PathBuf::from("b.txt");
    for seen in [false, true] {
        let (mut s, me) = half_loaded();
        s.effects.clear();
        s.select("maire").doc(tag("fact"));
        s.select("signé").doc(tag("loaded")).doc(Doc::Undo);
        s.select("dit").doc(tag("fact"));
        let reading = marked("honte", &me, 3);
        // The files may have been read before or after the journal was written.
        let all = read_with(&s, reading.clone());
        assert_eq!((all.spans.len(), all.tombstones.len()), (3, 1));
        let read = if seen { all.clone() } else { reading };
        s.answer("b.txt", s.state.asked[&path], TEXT, vec![read]);
        s.app(App::CatchUp);
        s.sees(&["fact:maire", "loaded:honte", "fact:dit"]);
        let own = &s.now().own.as_ref().unwrap().reading;
        for span in all.spans.iter() {
            assert_eq!(
                own.spans.get(span.id).map(|own| own.modified),
                Some(span.modified)
            );
        }
        s.doc(Doc::Undo).sees(&["fact:maire", "loaded:honte"]);
    }
}

#[test]
fn what_was_taken_back_meanwhile_goes_though_it_was_read() {
    let (mut s, me) = half_loaded();
    s.effects.clear();
    s.select("maire").doc(tag("fact"));
    let read = read_with(&s, marked("honte", &me, 3));
    s.doc(Doc::Undo);
    let path = PathBuf::from("b.txt");
    s.answer("b.txt", s.state.asked[&path], TEXT, vec![read]);
    s.sees(&["fact:maire", "loaded:honte"]);
    assert!(s.state.can_catch_up());
    s.app(App::CatchUp).sees(&["loaded:honte"]);
    assert!(!s.state.can_catch_up());
}

#[test]
fn what_was_marked_alike_before_is_not_marked_twice() {
    let (mut s, me) = half_loaded();
    s.effects.clear();
    s.select("honte").doc(tag("loaded"));
    let path = PathBuf::from("b.txt");
    let read = read_with(&s, marked("honte", &me, 3));
    assert_eq!(read.spans.len(), 2);
    s.answer("b.txt", s.state.asked[&path], TEXT, vec![read]);
    s.app(App::CatchUp).sees(&["loaded:honte"]);
}

#[test]
fn what_waits_belongs_to_its_article() {
    let (mut s, me) = half_loaded();
    let generation = s.state.asked[&PathBuf::from("b.txt")];
    s.select("maire").doc(tag("fact"));
    s.app(App::Show(0));
    s.answer("b.txt", generation, TEXT, vec![marked("honte", &me, 3)]);
    s.app(App::CatchUp).sees(&[]);
    assert_eq!(s.state.current, Some(0));
    s.app(App::Show(1)).sees(&["fact:maire", "loaded:honte"]);
}

#[test]
fn an_article_that_is_open_stays_until_all_of_it_was_read_anew() {
    let mut s = with_reviewer();
    s.select("honte").doc(tag("loaded"));
    s.app(App::Reload);
    let path = PathBuf::from("a.txt");
    s.receive(Event::TextRead {
        generation: s.asked(&path),
        path,
        article: Arc::new(article("autre")),
        blocks: Arc::new([]),
    });
    s.sees(&["loaded:honte"]);
}

#[test]
fn what_can_not_be_read_to_its_end_is_not_shown() {
    let (mut s, _) = half_loaded();
    let path = PathBuf::from("b.txt");
    s.receive(Event::Loaded {
        generation: s.state.asked[&path],
        result: Err(crate::model::Problem::data(&path, crate::msg!("job-broke"))),
        path: path.clone(),
    });
    assert!(s.state.current_article().is_none());
    assert!(matches!(s.state.articles[1].state, EntryState::Faulty(_)));
}

fn list_of(name: &str) -> Event {
    Event::Scanned {
        articles: vec![PathBuf::from(name)],
        named: Vec::new(),
        session: None,
        codebook: None,
        replace: true,
        problems: Vec::new(),
    }
}

#[test]
fn what_waits_outlives_its_list() {
    let (mut s, me) = half_loaded();
    let generation = s.state.asked[&PathBuf::from("b.txt")];
    s.select("maire").doc(tag("fact"));
    s.receive(list_of("c.txt"));
    s.effects.clear();
    s.answer("b.txt", generation, TEXT, vec![marked("honte", &me, 3)]);
    s.app(App::CatchUp);
    let saved = s.effects.iter().find_map(|effect| match effect {
        Effect::StartSaving { path, reading, .. } => Some((path.clone(), reading.spans.len())),
        _ => None,
    });
    assert_eq!(saved, Some((PathBuf::from("b.txt"), 2)));
    assert_eq!(s.state.current, Some(0));
    assert!(!s.state.can_catch_up());
}

#[test]
fn what_waits_is_made_by_whoever_asked_for_it() {
    let (mut s, me) = half_loaded();
    s.select("maire").doc(tag("fact"));
    s.app(App::SetReviewer("Bob".into()));
    s.select("signé").doc(tag("fact"));
    let generation = s.state.asked[&PathBuf::from("b.txt")];
    s.answer("b.txt", generation, TEXT, vec![marked("honte", &me, 3)]);
    s.app(App::CatchUp);
    s.sees(&["fact:signé"]);
    assert_eq!(s.state.reviewer.as_ref().unwrap().name, "Bob");
    s.app(App::SetReviewer(me.name.clone()));
    s.sees(&["fact:maire", "loaded:honte"]);
}

#[test]
fn a_question_for_the_name_waits_until_its_article_is_shown() {
    let (mut s, me) = half_loaded();
    let generation = s.state.asked[&PathBuf::from("b.txt")];
    s.select("signé").doc(tag("fact"));
    s.app(App::Show(0));
    s.answer("b.txt", generation, TEXT, vec![reading_of(&me.name, 77)]);
    // Nothing is asked of an article that nobody looks at, and nothing keeps asking for it.
    assert!(!s.state.can_catch_up());
    s.app(App::CatchUp);
    assert!(s.state.ask_name.is_none());
    s.app(App::Show(1));
    assert!(s.state.can_catch_up());
    s.app(App::CatchUp);
    assert!(s.state.ask_name.is_some());
    // Whatever is shown when the answer comes, the mark goes where it was asked for.
    s.app(App::Show(0)).app(App::ClaimReviewer);
    s.app(App::Show(1)).sees(&["fact:signé", "loaded:honte"]);
    s.app(App::Show(0)).sees(&[]);
}

#[test]
fn what_waits_moves_with_the_text() {
    let (mut s, _) = half_loaded();
    s.select("maire").doc(tag("fact"));
    s.select("signé").doc(tag("fact"));
    s.app(App::Reload);
    let edited = format!("Tout neuf. {}", TEXT.replace("signé", "paraphé"));
    s.loaded("b.txt", &edited, Vec::new());
    s.app(App::CatchUp).sees(&["fact:maire"]);
    // What is not there any more is said.
    let said = s.state.notices.iter().map(|notice| notice.what.key);
    assert!(said.clone().any(|key| key == "marks-waiting-lost"));
}

#[test]
fn what_waits_is_not_given_up_without_a_word() {
    let (mut s, _) = half_loaded();
    s.select("maire").doc(tag("fact"));
    let path = PathBuf::from("b.txt");
    s.receive(Event::Loaded {
        generation: s.state.asked[&path],
        result: Err(crate::model::Problem::data(&path, crate::msg!("job-broke"))),
        path: path.clone(),
    });
    let mut said = s.state.notices.iter().map(|notice| notice.what.key);
    assert!(said.any(|key| key == "marks-waiting-lost"));
}

#[test]
fn what_a_locked_file_keeps_from_being_made_is_said() {
    let (mut s, me) = half_loaded();
    s.select("maire").doc(tag("fact"));
    let path = PathBuf::from("b.txt");
    let generation = s.state.asked[&path];
    let problem = crate::model::Problem::data(&path, crate::msg!("file-newer-version"));
    s.receive(Event::Loaded {
        generation,
        result: Ok(Box::new(ArticleOnDisk {
            article: Arc::new(Article {
                file_name: "b.txt".into(),
                ..article(TEXT)
            }),
            blocks: None,
            readings: vec![ReadingOnDisk {
                file: "b.txt.Ann.ann.ron".into(),
                result: Ok(marked("honte", &me, 3)),
                warning: Some(problem),
                overview: None,
                copies: Default::default(),
            }],
            elsewhere: Default::default(),
            places: None,
            problems: Vec::new(),
        })),
        path,
    });
    s.app(App::CatchUp).sees(&["loaded:honte"]);
    let mut said = s.state.notices.iter().map(|notice| notice.what.key);
    assert!(said.any(|key| key == "marks-waiting-lost"));
}

#[test]
fn a_mark_that_was_asked_for_in_a_longer_text_breaks_nothing() {
    let mut s = Script::open(TEXT, Vec::new());
    let end = s.now().article.text.len();
    let range = s.now().article.text.range(end - 4..end).unwrap();
    s.doc(Doc::Add(NewSpan::plain("fact".into(), range)));
    s.app(App::Reload);
    s.loaded("a.txt", "été", Vec::new());
    s.app(App::SetReviewer("Ann".into()));
    s.sees(&[]);
}
