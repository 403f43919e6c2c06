//! What other people and programs do to the files meanwhile.

use std::process::Command;
use std::time::Duration;

use egui::Key;
use postil::job::Watching;
use postil::session::EntryState;

use crate::desk::{CTRL, Desk, NONE, TEXT, Window, somebody};

/// Marks words from the command line, as another program of the same machine does.
fn tag(desk: &Desk, reviewer: &str, words: &str, label: &str) -> String {
    let home = desk.folder.path();
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .arg("tag")
        .arg(desk.article())
        .args(["--reviewer", reviewer, "--label", label, "--quote", words])
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("other"))
        .env("XDG_CONFIG_HOME", home.join("other"))
        .env("POSTIL_SAVES", &desk.home.saves)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Only a quick poll, as where the system tells nothing.
fn polled() -> Watching {
    Watching {
        events: false,
        poll: Duration::from_millis(200),
        ..Watching::default()
    }
}

/// How many marks others have made, as far as is known.
fn theirs(window: &Window) -> usize {
    let open = window.open();
    let readings = open
        .others
        .iter()
        .filter_map(|other| other.result.as_ref().ok());
    readings.map(|reading| reading.spans.len()).sum()
}

/// How many marks of others are drawn.
fn drawn(window: &Window) -> usize {
    let open = window.open();
    open.overlay
        .iter()
        .filter(|mark| !open.is_own(mark.key))
        .count()
}

fn open_by(desk: &Desk, watching: Watching, name: &str) -> Window {
    desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.watching = watching;
        start.settings.reviewer = Some(somebody(name));
    })
}

/// A long article, so that there is something to scroll.
fn long() -> String {
    let lines = (0..400).map(|n| format!("Der Satz mit der Zahl {n} steht hier allein.\n"));
    format!("{TEXT}{}", lines.collect::<String>())
}

fn marks_of_others_appear(watching: Watching) {
    let desk = Desk::new();
    desk.write("tribune.txt", long());
    let mut window = open_by(&desk, watching, "Ada");
    window.tag("mascarade", 3);
    window.until_saved();
    // Half a reason is typed, words are sought, and the text is scrolled down to a selection.
    window.press(CTRL, Key::F);
    window.type_text("Zahl 2");
    window.until("the hits", |window| window.shows_containing("of 111"));
    for _ in 0..60 {
        window.press(NONE, Key::Enter);
    }
    let hit = window.selected_text();
    assert_eq!(hit, "Zahl 2");
    let (place, top) = (window.open().selection, window.top());
    assert!(top > 2000, "{top}");
    let before = window.open().history.undo_steps();

    let id = tag(&desk, "Ben", "scandale", "loaded");
    window.until("the mark of Ben", |window| theirs(window) == 1);
    assert_eq!((window.open().selection, window.top()), (place, top));
    assert_eq!(window.open().history.undo_steps(), before);
    assert!(window.state().find.shown && window.shows("Ben has annotated this article, too."));
    assert_eq!(
        window.open().others[0].result.as_ref().unwrap().spans.len(),
        1
    );

    // He is shown, and stays so when he goes on.
    assert_eq!(drawn(&window), 0);
    let show = postil::session::App::ShowOther(0, true);
    let show = postil::session::Command::App(show);
    window.app.borrow_mut().as_mut().unwrap().ask(show);
    tag(&desk, "Ben", "Insee", "fact");
    window.until("another mark of Ben", |window| theirs(window) == 2);
    assert_eq!(drawn(&window), 2);
    // Somebody before him in the list: both keep their place.
    tag(&desk, "Abel", "Insee", "fact");
    window.until("the mark of Abel", |window| theirs(window) == 3);
    let shown: Vec<bool> = window.open().others.iter().map(|o| o.shown).collect();
    assert_eq!((shown, drawn(&window)), (vec![false, true], 2));
    // His file is taken away.
    std::fs::remove_file(desk.beside("Abel")).unwrap();
    window.until("one reader less", |window| window.open().others.len() == 1);
    assert!(window.shows_containing("annotations of Abel on tribune.txt are no longer"));
    assert_eq!((window.open().selection, window.top()), (place, top));
    assert_eq!(window.loads(), 1, "the article was read again");

    // What was done before is taken back all the same.
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::Z);
    assert!(window.marks().is_empty());
    assert!(!id.is_empty());
}

#[test]
fn marks_of_others_appear_and_move_nothing() {
    marks_of_others_appear(Watching::default());
}

#[test]
fn without_news_of_the_system_a_poll_sees_the_same() {
    marks_of_others_appear(polled());
}

#[test]
fn a_reason_that_is_being_typed_stays() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 3);
    window.until_saved();
    window.press(NONE, Key::Enter);
    window.type_text("weil es ");
    tag(&desk, "Ben", "scandale", "loaded");
    window.until("the mark of Ben", |window| theirs(window) == 1);
    window.type_text("so ist");
    window.harness.run_steps(90);
    window.until_saved();
    assert_eq!(window.mark("mascarade").reason, "weil es so ist");
}

#[test]
fn own_saves_are_no_news() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    for (words, digit) in [("mascarade", 3), ("scandale", 2), ("taux", 1)] {
        window.tag(words, digit);
        window.until_saved();
    }
    window.press(CTRL, Key::Z);
    window.until_saved();
    // Longer than everything that waits.
    std::thread::sleep(Duration::from_millis(6000));
    window.harness.run_steps(5);
    assert_eq!(window.loads(), 1);
    assert_eq!(window.marks().len(), 2);
    assert!(
        window.state().notices.is_empty(),
        "{:?}",
        window.state().notices
    );
}

#[test]
fn what_another_program_wrote_into_the_own_file_is_taken_in() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 3);
    window.until_saved();
    tag(&desk, "Ada", "scandale", "loaded");
    window.until("the mark of the other program", |window| {
        window.marks().len() == 2
    });
    assert!(window.shows_containing("both were brought together, with 1 mark"));
    assert_eq!(window.loads(), 1);
    // Taking back the own act leaves the other's mark alone.
    window.press(CTRL, Key::Z);
    window.until_saved();
    assert_eq!(
        window.marks(),
        [("loaded".to_owned(), "scandale".to_owned())]
    );
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 1);
    window.press(CTRL, Key::Y);
    window.press(crate::desk::CTRL_SHIFT, Key::Z);
    window.until_saved();
    assert_eq!(window.marks().len(), 2);
}

#[test]
fn the_own_file_is_followed_before_anything_was_marked() {
    let desk = Desk::new();
    tag(&desk, "Ada", "scandale", "loaded");
    let reviewer = desk.on_disk("Ada").unwrap().reviewer;
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(reviewer);
    });
    assert_eq!(window.marks().len(), 1);
    tag(&desk, "Ada", "mascarade", "loaded");
    window.until("the second mark", |window| window.marks().len() == 2);
    // What is marked now joins both.
    window.tag("Insee", 1);
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
    // Taken away, the file comes back with all of it.
    std::fs::remove_file(desk.beside("Ada")).unwrap();
    window.until("the file", |window| {
        desk.beside("Ada").is_file() && window.shows_containing("They were written again")
    });
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
    assert_eq!(window.marks().len(), 3);
}

#[test]
fn half_a_file_alarms_nobody() {
    let desk = Desk::new();
    tag(&desk, "Ben", "scandale", "loaded");
    let whole = std::fs::read(desk.beside("Ben")).unwrap();
    tag(&desk, "Ben", "Insee", "fact");
    let more = std::fs::read(desk.beside("Ben")).unwrap();
    std::fs::write(desk.beside("Ben"), &whole).unwrap();
    let mut window = desk.open_as("Ada");
    assert_eq!(theirs(&window), 1);
    let faulty = |window: &Window| window.open().others[0].result.is_err();
    // Written in place, slowly.
    std::fs::write(desk.beside("Ben"), &more[..more.len() / 2]).unwrap();
    for _ in 0..100 {
        std::thread::sleep(Duration::from_millis(15));
        window.harness.step();
        assert!(!faulty(&window) && theirs(&window) == 1);
    }
    std::fs::write(desk.beside("Ben"), &more).unwrap();
    window.until("both marks", |window| theirs(window) == 2);
    // What stays half is said in the end.
    std::fs::write(desk.beside("Ben"), &more[..more.len() / 2]).unwrap();
    window.until("the problem", faulty);
    std::fs::write(desk.beside("Ben"), &more).unwrap();
    window.until("both marks", |window| theirs(window) == 2);
    assert_eq!(window.loads(), 1);
}

/// A sync program is still writing when the folder is opened: what can't be read yet is shown as it is,
/// and nothing of the fault stays once it can be.
#[test]
fn a_file_that_is_half_written_at_the_start_leaves_no_trace() {
    let desk = Desk::new();
    tag(&desk, "Ben", "scandale", "loaded");
    tag(&desk, "Ada", "mascarade", "loaded");
    let ada = desk.on_disk("Ada").unwrap().reviewer;
    let names = ["Ada", "Ben"];
    let whole = names.map(|name| std::fs::read(desk.beside(name)).unwrap());
    for (name, whole) in names.iter().zip(&whole) {
        std::fs::write(desk.beside(name), &whole[..whole.len() / 2]).unwrap();
    }
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(ada);
    });
    let faults = |window: &Window| {
        let open = window.open();
        let others = open.others.iter().filter(|other| other.result.is_err());
        let own = open.own.as_ref().is_some_and(|own| own.locked.is_some());
        others.count() + usize::from(own)
    };
    assert!(faults(&window) > 0);
    for (name, whole) in names.iter().zip(&whole) {
        std::fs::write(desk.beside(name), whole).unwrap();
    }
    window.until("both readings", |window| {
        window.marks().len() == 1 && theirs(window) == 1
    });
    assert_eq!(faults(&window), 0);
    let faulty = |window: &Window| window.state().notices.iter().any(|notice| notice.error);
    assert!(!faulty(&window), "{:?}", window.state().notices);
    for part in ["ann.ron", "cannot be read", "broken"] {
        assert!(!window.shows_containing(part), "{part}");
    }
    // It is one's own again: it can be marked, and nothing was lost.
    window.tag("Insee", 1);
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 2);
    assert_eq!(desk.on_disk("Ben").unwrap().spans.len(), 1);
}

#[test]
fn conflict_copies_are_removed_from_the_palette() {
    let desk = Desk::new();
    tag(&desk, "Ada", "mascarade", "loaded");
    let ada = desk.on_disk("Ada").unwrap().reviewer;
    let one = std::fs::read(desk.beside("Ada")).unwrap();
    tag(&desk, "Ada", "scandale", "loaded");
    let mut window = desk.open_with(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(ada);
    });
    window.tag("Insee", 1);
    window.until_saved();
    assert!(window.state().copies_to_remove().is_none());
    let copy = "tribune.txt.Ada.ann.sync-conflict-20260102-110000-ABCDEFG.ron";
    let copy = desk.write(copy, one);
    window.until("the copy", |window| {
        window.state().copies_to_remove().is_some()
    });
    window.press(CTRL, Key::K);
    window.type_text("conflict copies");
    window.press(NONE, Key::Enter);
    window.until("the copy gone", |window| {
        !copy.exists() && window.state().copies_to_remove().is_none()
    });
    assert_eq!(window.marks().len(), 3);
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
}

#[test]
fn new_articles_join_the_list_and_those_that_go_are_said() {
    let desk = Desk::new();
    let other = desk.write("zwei.txt", "Zwei.");
    let mut window = desk.open_as("Ada");
    desk.write("drei.txt", "Drei sind neu.");
    window.until("the new one", |window| window.state().articles.len() == 3);
    window.until("its summary", |window| {
        matches!(window.state().articles[2].state, EntryState::Ready { .. })
    });
    assert!(window.shows_containing("drei.txt is new in the folder"));
    // Marks of others on what is not open show in the list.
    std::fs::write(&other, "Zwei. Und mehr.").unwrap();
    let home = desk.folder.path();
    let tagged = Command::new(env!("CARGO_BIN_EXE_postil"))
        .arg("tag")
        .arg(&other)
        .args(["--reviewer", "Ben", "--label", "fact", "--quote", "mehr"])
        .env("HOME", home)
        .env("POSTIL_SAVES", &desk.home.saves)
        .output()
        .unwrap();
    assert!(tagged.status.success());
    window.until("Ben in the list", |window| {
        let state = window.state();
        let entry = state
            .articles
            .iter()
            .find(|entry| entry.path == other)
            .unwrap();
        matches!(&entry.state, EntryState::Ready { reviewers, .. } if reviewers == &["Ben"])
    });
    std::fs::remove_file(&other).unwrap();
    window.until("the fault", |window| {
        let state = window.state();
        let entry = state
            .articles
            .iter()
            .find(|entry| entry.path == other)
            .unwrap();
        matches!(entry.state, EntryState::Faulty(_))
    });
    assert!(window.shows_containing("zwei.txt is no longer in the folder"));
    // The one that is open stays whatever happens to its file, and is followed when it is back.
    window.tag("mascarade", 3);
    window.until_saved();
    std::fs::remove_file(desk.article()).unwrap();
    window.until("the notice", |window| {
        window.shows_containing("tribune.txt is no longer")
    });
    assert_eq!(window.marks().len(), 1);
    window.tag("scandale", 3);
    window.until_saved();
    desk.write("tribune.txt", format!("Neu.\n{TEXT}"));
    window.until("the new text", |window| {
        window.open().article.text.as_str().starts_with("Neu.")
    });
    assert_eq!(window.marks().len(), 2);
}

#[test]
fn a_changed_article_is_read_again_where_its_reader_was() {
    let desk = Desk::new();
    desk.write("tribune.txt", long());
    let mut window = desk.open_as("Ada");
    window.tag("mascarade", 3);
    window.tag("Insee", 1);
    window.until_saved();
    tag(&desk, "Ben", "scandale", "loaded");
    window.until("the mark of Ben", |window| theirs(window) == 1);
    window.press(CTRL, Key::F);
    window.type_text("Zahl 2");
    window.until("the hits", |window| window.shows_containing("of 111"));
    for _ in 0..60 {
        window.press(NONE, Key::Enter);
    }
    let words = |window: &Window| {
        let open = window.open();
        let text = open.article.text.as_str();
        let from = open.selection.anchor.min(open.selection.head);
        text[from..][..40].to_owned()
    };
    let first =
        |window: &Window| window.open().article.text.as_str()[window.top()..][..40].to_owned();
    let (selected, top) = (words(&window), first(&window));
    assert!(selected.starts_with("Zahl 2"), "{selected}");

    // A paragraph comes before everything, a word of the title is another one.
    let edited = format!("Ganz neu hier.\n{}", long().replace("calme", "agité"));
    desk.write("tribune.txt", &edited);
    window.until("the new text", |window| {
        window.open().article.text.as_str().starts_with("Ganz neu")
    });
    assert_eq!(
        (words(&window), first(&window)),
        (selected.clone(), top.clone())
    );
    assert!(window.state().find.shown);
    assert_eq!(window.marks().len(), 2);
    let drawn = window.open().overlay.len();
    assert_eq!(drawn, 2, "both are drawn where they are by now");
    assert!(window.shows_containing("The article has changed"));
    // What was done before is taken back and done again.
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::Z);
    assert_eq!(window.marks().len(), 1);
    window.press(crate::desk::CTRL_SHIFT, Key::Z);
    window.until("the mark drawn", |window| window.open().overlay.len() == 2);
    window.until_saved();

    let (selected, top) = (words(&window), first(&window));

    // An editor that empties the file first, one that renames, and one that goes away for a moment.
    let again = format!("Noch einmal.\n{edited}");
    std::fs::write(desk.article(), "").unwrap();
    for _ in 0..60 {
        std::thread::sleep(Duration::from_millis(15));
        window.harness.step();
        assert!(window.open().article.text.len() > 1000);
    }
    std::fs::write(desk.article(), &again).unwrap();
    window.until("the text after that", |window| {
        window
            .open()
            .article
            .text
            .as_str()
            .starts_with("Noch einmal")
    });
    std::fs::rename(desk.article(), desk.news().join("tribune.txt~")).unwrap();
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(15));
        window.harness.step();
    }
    desk.write("neu.tmp", &edited);
    std::fs::rename(desk.news().join("neu.tmp"), desk.article()).unwrap();
    window.until("the text before", |window| {
        window.open().article.text.as_str().starts_with("Ganz neu")
    });
    assert!(!window.shows_containing("no longer in its folder"));
    assert_eq!(window.marks().len(), 2);
    assert_eq!((words(&window), first(&window)), (selected, top));
}

#[test]
fn two_windows_of_one_reviewer_are_kept_together() {
    let desk = Desk::new();
    let mut one = desk.open_as("Ada");
    let mut two = desk.open_as("Ada");
    two.until("the word of the first", |window| {
        window.shows_containing("also open in another window")
    });
    one.until("the word of the second", |window| {
        window.shows_containing("also open in another window")
    });
    let both = |one: &mut Window, two: &mut Window, count: usize| {
        one.until("all marks in one", |window| window.marks().len() == count);
        two.until("all marks in two", |window| window.marks().len() == count);
    };
    one.tag("mascarade", 3);
    both(&mut one, &mut two, 1);
    // Both at once.
    one.tag("scandale", 3);
    two.tag("Insee", 1);
    both(&mut one, &mut two, 3);
    // One reason, the later wins in both.
    let describe = |window: &mut Window, words: &str, reason: &str| {
        let id = window.mark(words).id;
        let doc = postil::session::Doc::SetReason(id, reason.to_owned());
        let command = postil::session::Command::Doc(doc);
        window.app.borrow_mut().as_mut().unwrap().ask(command);
    };
    describe(&mut one, "scandale", "first");
    std::thread::sleep(Duration::from_millis(5));
    describe(&mut two, "scandale", "second");
    for window in [&mut one, &mut two] {
        window.until("the later reason", |window| {
            window.mark("scandale").reason == "second"
        });
    }
    // The same mark deleted in both; undo in one brings it back in both.
    let delete = |window: &mut Window, words: &str| {
        let doc = postil::session::Doc::Delete(window.mark(words).id);
        let command = postil::session::Command::Doc(doc);
        window.app.borrow_mut().as_mut().unwrap().ask(command);
    };
    delete(&mut one, "Insee");
    delete(&mut two, "Insee");
    both(&mut one, &mut two, 2);
    one.until_saved();
    two.until_saved();
    one.press(CTRL, Key::Z);
    both(&mut one, &mut two, 3);
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
    assert!(!one.shows_containing("both were brought together"));
    // One goes: the other goes on.
    one.close();
    two.tag("taux", 1);
    two.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 4);
}
