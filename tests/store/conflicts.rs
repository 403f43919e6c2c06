//! Merging conflict copies: the same result in any order, nothing lost, nothing that is not ours.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use postil::edit::merge;
use postil::model::{ArticleMeta, Reading, Timestamp};
use postil::store::{self, Fold, Folded, Integrity};
use proptest::prelude::*;

use crate::desk::{Desk, gone, ids, names, time};
use crate::laws;

const SHAPES: [&str; 6] = [
    "tribune.txt.Alice.ann.sync-conflict-2024013N-120000-ABCDEFG.ron",
    "tribune.txt.Alice.ann (conflicted copy 2024-01-0N 120000).ron",
    "tribune.txt.Alice.ann (Copie en conflit de Zoé 2024-01-0N).ron",
    "tribune.txt.Alice.ann-MACHINEN.ron",
    "tribune.txt.Alice.ann (N).ron",
    "tribune.txt.Alice.ann - Copie (N).ron",
];

fn copy(desk: &Desk, number: usize) -> PathBuf {
    let name = SHAPES[number % SHAPES.len()].replace('N', &number.to_string());
    desk.news().join(name)
}

fn fold(desk: &Desk, how: Fold) -> Vec<Folded> {
    let (groups, _) = store::copies_at(&[desk.news()], false, &desk.home);
    let fold = |group| store::fold(group, how, &desk.home, "u", time(100));
    groups.iter().map(fold).collect()
}

fn text_of(desk: &Desk, reading: &Reading) -> String {
    let path = desk.beside("Alice");
    desk.save(reading, None).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    text
}

/// A reading of the desk's article.
fn reading() -> impl Strategy<Value = Reading> {
    laws::reading().prop_map(|mut reading| {
        reading.source.file = "tribune.txt".into();
        reading
    })
}

static MERGES: AtomicUsize = AtomicUsize::new(0);

/// Every span that any side has and none deleted later.
fn expected(
    all: &[Reading],
) -> std::collections::BTreeMap<postil::model::SpanId, (Timestamp, bool)> {
    let mut expected = std::collections::BTreeMap::new();
    for (id, state) in all.iter().flat_map(laws::states) {
        let best = expected.entry(id).or_insert(state);
        *best = (*best).max(state);
    }
    expected
}

fn merges_give_the_same(all: Vec<Reading>, order: Vec<usize>) -> Result<(), TestCaseError> {
    let whole = all.iter().skip(1).fold(all[0].clone(), |a, b| merge(&a, b));
    prop_assert_eq!(laws::states(&whole), expected(&all));
    // Anybody may begin, take any of the others, again and again, and through a third.
    let mut machines = all.clone();
    for step in order.chunks(2) {
        let [from, to] = step else { break };
        let (from, to) = (from % machines.len(), to % machines.len());
        machines[to] = merge(&machines[to], &machines[from]);
        MERGES.fetch_add(1, Ordering::Relaxed);
    }
    for mut machine in machines {
        for other in &all {
            machine = merge(&machine, other);
            MERGES.fetch_add(1, Ordering::Relaxed);
        }
        prop_assert_eq!(&machine, &whole);
    }
    Ok(())
}

#[test]
fn ten_thousand_merges_in_any_order_give_the_same() {
    let cases = 250;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        source_file: Some(file!()),
        ..ProptestConfig::default()
    });
    let strategy = (
        proptest::collection::vec(laws::reading(), 2..6),
        proptest::collection::vec(0usize..6, 40..120),
    );
    runner
        .run(&strategy, |(all, order)| merges_give_the_same(all, order))
        .unwrap();
    let merges = MERGES.load(Ordering::Relaxed);
    println!("merges: {merges}");
    assert!(merges >= 10_000, "{merges}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// The same with files: which copies came together, and how often, leaves no trace.
    #[test]
    fn folding_in_any_order_gives_the_same_bytes(
        all in proptest::collection::vec(reading(), 2..5),
        order in proptest::collection::vec(0usize..5, 1..6),
    ) {
        let desk = Desk::new();
        let texts: Vec<String> = all.iter().map(|reading| text_of(&desk, reading)).collect();
        let whole = all.iter().skip(1).fold(all[0].clone(), |a, b| merge(&a, b));
        let whole_text = text_of(&desk, &whole);
        std::fs::write(desk.beside("Alice"), &texts[0]).unwrap();
        let put = |number: usize| std::fs::write(copy(&desk, number), &texts[number]).unwrap();
        for number in order {
            put(number % texts.len());
            // What is shown before is what is written then.
            let shown = desk.only().reading;
            fold(&desk, Fold::PutAway);
            prop_assert_eq!(&desk.only().reading, &shown);
        }
        (1..texts.len()).for_each(put);
        prop_assert_eq!(&desk.only().reading, &whole);
        fold(&desk, Fold::PutAway);
        let file = std::fs::read_to_string(desk.beside("Alice")).unwrap();
        prop_assert_eq!(file, whole_text);
        let after = ["tribune.txt", "tribune.txt.Alice.ann.ron"];
        prop_assert_eq!(names(&desk.news()), after);
    }

    /// git's marks, around any lines in which two sides differ.
    #[test]
    fn both_sides_of_a_git_conflict_are_kept(a in reading(), b in reading()) {
        let desk = Desk::new();
        let [ours, theirs] = [&a, &b].map(|reading| text_of(&desk, reading));
        if ours == theirs {
            return Ok(());
        }
        std::fs::write(desk.beside("Alice"), with_marks(&ours, &theirs)).unwrap();
        let read = desk.only();
        prop_assert_eq!(read.integrity, Integrity::Intact);
        let whole = merge(&a, &b);
        prop_assert_eq!(&read.reading, &whole);
        let folded = fold(&desk, Fold::PutAway);
        prop_assert!(folded[0].copies[0].result.is_ok());
        let file = std::fs::read_to_string(desk.beside("Alice")).unwrap();
        prop_assert_eq!(file, text_of(&desk, &whole));
    }
}

/// Two texts as git leaves them: what is the same once, the rest between marks.
fn with_marks(ours: &str, theirs: &str) -> String {
    let [a, b]: [Vec<&str>; 2] = [ours, theirs].map(|text| text.split_inclusive('\n').collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take(most).take_while(|(a, b)| a == b).count();
    format!(
        "{}<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n{}",
        a[..start].concat(),
        a[start..a.len() - end].concat(),
        b[start..b.len() - end].concat(),
        a[a.len() - end..].concat()
    )
}

#[test]
fn a_deletion_holds_and_a_later_change_wins() {
    let desk = Desk::new();
    let mut first = desk.reading("Alice", 1);
    first.spans.insert(desk.span(20, "honte", 1));
    first.spans.insert(desk.span(30, "parti", 1));
    let mut second = first.clone();
    second.spans.remove(desk.span(20, "honte", 1).id);
    let tombstone = gone(20, 5);
    second.tombstones.insert(tombstone.id, tombstone);
    second.spans.insert(desk.span(30, "maire", 9));
    let (first, second) = (text_of(&desk, &first), text_of(&desk, &second));
    for (main, other) in [(&first, &second), (&second, &first)] {
        std::fs::write(desk.beside("Alice"), main).unwrap();
        std::fs::write(copy(&desk, 0), other).unwrap();
        let read = desk.only().reading;
        assert_eq!(ids(&read), [30]);
        assert_eq!(&*read.spans.iter().next().unwrap().anchor.quote, "maire");
        fold(&desk, Fold::PutAway);
        let file = std::fs::read_to_string(desk.beside("Alice")).unwrap();
        assert_eq!(file, second);
    }
}

/// A file and a copy that has another mark, the copy changed; gives what is wrong with it.
#[track_caller]
fn not_merged(change: impl Fn(String) -> String) -> Vec<&'static str> {
    let desk = Desk::new();
    let second = text_of(&desk, &desk.marked("Alice", 1, 20, "honte"));
    desk.save(&desk.marked("Alice", 1, 10, "maire"), None)
        .unwrap();
    let before = std::fs::read(desk.beside("Alice")).unwrap();
    let changed = change(second);
    std::fs::write(copy(&desk, 1), &changed).unwrap();
    let stored = store::readings_of(&desk.article(), Some(&desk.text), &desk.home);
    assert_eq!(stored.len(), 1, "a copy is no reviewer");
    assert_eq!(ids(&stored[0].result.as_ref().unwrap().reading), [10]);
    let why = |what: &postil::i18n::Message| -> &'static str {
        assert_eq!(what.key, "copy-left");
        let arg = what.args.iter().find(|(name, _)| *name == "why");
        match &arg.unwrap().1 {
            postil::i18n::Arg::Message(why) => why.key,
            other => panic!("{other:?}"),
        }
    };
    let mut keys: Vec<_> = stored[0].left.iter().map(|p| why(&p.what)).collect();
    for how in [Fold::Look, Fold::Keep, Fold::PutAway] {
        let folded = fold(&desk, how);
        keys.push(why(&folded[0].copies[0].result.as_ref().unwrap_err().what));
        assert_eq!(std::fs::read(desk.beside("Alice")).unwrap(), before);
        assert_eq!(std::fs::read_to_string(copy(&desk, 1)).unwrap(), changed);
    }
    keys
}

#[test]
fn what_can_not_be_merged_is_named_and_kept() {
    let keys = not_merged(|text| text[..text.len() / 2].to_owned());
    assert_eq!(keys, ["file-ron-expected"; 4]);
    let keys = not_merged(|text| text.replace("version: 1", "version: 2"));
    assert_eq!(keys, ["file-newer-version"; 4]);
    let keys = not_merged(|text| text.replace("\"opinion\"", "\"fact\""));
    assert_eq!(keys, ["copy-edited-by-hand"; 4]);
    let other = Desk::new();
    let theirs = text_of(&other, &other.marked("Alice", 2, 20, "honte"));
    assert_eq!(not_merged(|_| theirs.clone()), ["copy-other-person"; 4]);
    let mut elsewhere = other.marked("Alice", 1, 20, "honte");
    elsewhere.source.file = "autre.txt".into();
    let elsewhere = text_of(&other, &elsewhere);
    assert_eq!(not_merged(|_| elsewhere.clone()), ["copy-other-article"; 4]);
}

#[test]
fn a_file_that_may_not_be_written_keeps_its_copies() {
    for (change, why) in [
        (("\"opinion\"", "\"fact\""), "copy-main-edited"),
        (("version: 1", "version: 2"), "file-newer-version"),
    ] {
        let desk = Desk::new();
        let second = text_of(&desk, &desk.marked("Alice", 1, 20, "honte"));
        let first = text_of(&desk, &desk.marked("Alice", 1, 10, "maire"));
        let first = first.replace(change.0, change.1);
        std::fs::write(desk.beside("Alice"), &first).unwrap();
        std::fs::write(copy(&desk, 1), &second).unwrap();
        let stored = store::readings_of(&desk.article(), Some(&desk.text), &desk.home);
        assert_eq!((stored.len(), stored[0].left.len()), (1, 1));
        let folded = fold(&desk, Fold::PutAway);
        let problem = folded[0].copies[0].result.as_ref().unwrap_err();
        assert_eq!(problem.what.key, why);
        assert_eq!(
            std::fs::read_to_string(desk.beside("Alice")).unwrap(),
            first
        );
        assert!(copy(&desk, 1).exists());
    }
}

#[test]
fn copies_stand_for_a_file_that_is_gone() {
    let desk = Desk::new();
    let [first, second] = [(10, "maire"), (20, "honte")]
        .map(|(id, words)| text_of(&desk, &desk.marked("Alice", 1, id, words)));
    std::fs::write(copy(&desk, 1), &first).unwrap();
    std::fs::write(copy(&desk, 3), &second).unwrap();
    let read = desk.only();
    assert_eq!((ids(&read.reading), read.copies.len()), (vec![10, 20], 2));
    // A save makes the file, and the copies are still read with it.
    let mut more = read.reading.clone();
    more.spans.insert(desk.span(30, "parti", 7));
    desk.save(&more, Some(read.disk_state)).unwrap();
    assert_eq!(ids(&desk.only().reading), [10, 20, 30]);
    std::fs::remove_file(desk.beside("Alice")).unwrap();
    fold(&desk, Fold::PutAway);
    assert_eq!(
        names(&desk.news()),
        ["tribune.txt", "tribune.txt.Alice.ann.ron"]
    );
    assert_eq!(ids(&desk.only().reading), [10, 20]);
}

#[test]
fn looking_and_keeping_move_nothing() {
    let desk = Desk::new();
    let second = text_of(&desk, &desk.marked("Alice", 1, 20, "honte"));
    desk.save(&desk.marked("Alice", 1, 10, "maire"), None)
        .unwrap();
    std::fs::write(copy(&desk, 1), &second).unwrap();
    let before = std::fs::read(desk.beside("Alice")).unwrap();
    let folded = fold(&desk, Fold::Look);
    assert_eq!(folded[0].copies[0].result.as_ref().unwrap().marks, 1);
    assert_eq!(std::fs::read(desk.beside("Alice")).unwrap(), before);
    fold(&desk, Fold::Keep);
    assert!(copy(&desk, 1).exists());
    let file = store::load_reading(&desk.beside("Alice"), None).unwrap();
    assert_eq!(ids(&file.reading), [10, 20]);
    // Nothing is new any more.
    let folded = fold(&desk, Fold::PutAway);
    assert_eq!(folded[0].copies[0].result.as_ref().unwrap().marks, 0);
    assert!(!copy(&desk, 1).exists());
}

#[test]
fn what_is_known_of_an_article_is_merged_by_the_time_it_was_set() {
    let desk = Desk::new();
    let article = desk.article();
    let save = |meta: &ArticleMeta| store::save_meta(meta, &article, &desk.home, "u", time(0));
    let path = store::article_file_path(&article);
    let meta = |title: &str, outlet: Option<&str>, second| ArticleMeta {
        title: Some(title.into()),
        outlet: outlet.map(Into::into),
        modified: Some(time(second)),
        ..Default::default()
    };
    save(&meta("Après", None, 9)).unwrap();
    let later = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    save(&meta("Avant", Some("Le Fanal"), 1)).unwrap();
    let copy = desk
        .news()
        .join("tribune.txt.article.sync-conflict-20240131-120000-ABCDEFG.ron");
    std::fs::write(&copy, &later).unwrap();
    let said = store::article_copies(&mut store::Folders::default(), &article, &desk.home);
    assert_eq!((said.len(), said[0].what.key), (1, "copy-article-data"));
    let folded = fold(&desk, Fold::PutAway);
    assert!(folded[0].copies[0].result.is_ok(), "{folded:?}");
    let merged = store::load_meta(&article, &desk.home).unwrap().meta;
    assert_eq!(merged, meta("Après", Some("Le Fanal"), 9));
    assert!(!copy.exists());
    // Sessions and codebooks are written by people.
    for name in ["a.session - Copie.ron", "b.codebook (1).ron"] {
        let main = name.replace(" - Copie", "").replace(" (1)", "");
        std::fs::write(desk.news().join(main), "()").unwrap();
        std::fs::write(desk.news().join(name), "()").unwrap();
    }
    let folded = fold(&desk, Fold::PutAway);
    assert_eq!(folded.len(), 2);
    for folded in folded {
        let problem = folded.copies[0].result.as_ref().unwrap_err();
        assert_eq!(problem.what.key, "copy-by-hand");
        assert!(folded.copies[0].path.exists());
    }
}

#[cfg(unix)]
#[test]
fn copies_are_not_merged_into_what_a_link_leads_to() {
    let desk = Desk::new();
    let mut reading = desk.reading("Alice", 1);
    let before = text_of(&desk, &reading);
    reading.spans.insert(desk.span(1, "Le maire", 1));
    let later = text_of(&desk, &reading);
    std::fs::create_dir_all(&desk.home.data).unwrap();
    let far = desk.home.data.join("far.ron");
    std::os::unix::fs::symlink(&far, desk.beside("Alice")).unwrap();
    std::fs::write(copy(&desk, 0), later).unwrap();
    for there in [None, Some(&before)] {
        if let Some(text) = there {
            std::fs::write(&far, text).unwrap();
        }
        for how in [Fold::Look, Fold::Keep, Fold::PutAway] {
            let folded = fold(&desk, how);
            let copies: Vec<_> = folded.iter().flat_map(|one| &one.copies).collect();
            assert_eq!(copies.len(), 1);
            let problem = copies[0].result.as_ref().unwrap_err();
            assert_eq!(problem.what.key, "save-link-outside");
            assert!(copy(&desk, 0).exists());
            assert_eq!(std::fs::read_to_string(&far).ok().as_ref(), there);
        }
    }
}
