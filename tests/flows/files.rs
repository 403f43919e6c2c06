//! What lies on disk: opened in every way, broken, newer, edited by hand, not to be written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, ViewportCommand, ViewportEvent};
use postil::job::Picked;
use postil::model::{Reading, SourceRef, SpanId, Timestamp};
use postil::session::{EntryState, NewSpan, Pick, SaveState, new_annotation};
use postil::store;
use postil::text::SourceText;

use crate::desk::{CTRL, Desk, NONE, TEXT, Window, marked_by, somebody, span_on};

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("never asked".to_owned())
    }
}

/// File names of the list.
fn listed(window: &Window) -> Vec<String> {
    let state = window.state();
    state.articles.iter().map(|e| e.name.clone()).collect()
}

#[test]
fn dropped_files_and_folders_open() {
    let desk = Desk::new();
    let second = desk.write("zweites.md", "# Zweites\nEin Satz.\n");
    let mut window = desk.open_bare(|_| {});
    assert!(window.shows("Read critically"));
    let drop = |window: &mut Window, path: PathBuf| {
        let file: egui::DroppedFileHandle = Arc::new(Dropped(path));
        window.harness.input_mut().dropped_files.push(file);
        window.harness.step();
    };
    drop(&mut window, desk.article());
    window.until("the article", |window| {
        window.state().current_article().is_some()
    });
    assert_eq!(listed(&window), ["tribune.txt"]);
    // Another file joins the list and is shown.
    drop(&mut window, second.clone());
    window.until("the second", |window| {
        let open = window.state();
        open.current_article()
            .is_some_and(|open| open.path == second)
    });
    assert_eq!(listed(&window), ["tribune.txt", "zweites.md"]);
    // A folder replaces it.
    desk.write("neu.txt", "Noch einer.");
    drop(&mut window, desk.news());
    window.until("the folder", |window| window.state().articles.len() == 3);
    // What is no article is said and changes nothing.
    drop(&mut window, desk.folder.path().join("nowhere.txt"));
    window.until("a notice", |window| window.shows_containing("nowhere.txt"));
    assert_eq!(window.state().articles.len(), 3);
}

#[test]
fn without_file_dialogs_a_path_is_typed() {
    let desk = Desk::new();
    let mut window = desk.open_bare(|_| {});
    window.answers.set(Picked::Unavailable);
    window.press(CTRL, Key::O);
    window.until("the question", |window| {
        window.shows("Which article, folder or session?")
    });
    assert_eq!(window.answers.asked(), [Pick::Files]);
    assert!(window.shows_containing("This system shows no file dialog"));
    // Enter on an empty field asks on.
    window.press(NONE, Key::Enter);
    assert!(window.shows("Which article, folder or session?"));
    window.type_text(&desk.article().display().to_string());
    window.press(NONE, Key::Enter);
    window.until("the article", |window| {
        window.state().current_article().is_some()
    });
    assert!(window.page_focused(), "{:?} has it", window.focused());
    // Cancel means cancel, for files and for folders.
    window.answers.set(Picked::Cancelled);
    window.press(crate::desk::CTRL_SHIFT, Key::O);
    window.until("the dialog", |window| window.answers.asked().len() == 2);
    window.harness.run_steps(20);
    assert_eq!(window.answers.asked()[1], Pick::Folder);
    assert!(!window.shows_containing("Which "));
    // A path that leads nowhere is said.
    window.press(CTRL, Key::L);
    window.type_text("/nowhere/at all.txt");
    window.press(NONE, Key::Enter);
    window.until("a notice", |window| window.shows_containing("at all.txt"));
    // The folder of a dialog.
    window.answers.set(Picked::Paths(vec![desk.news()]));
    desk.write("b.txt", "Bref.");
    window.press(crate::desk::CTRL_SHIFT, Key::O);
    window.until("the folder", |window| window.state().articles.len() == 2);
}

#[test]
fn what_cannot_be_read_is_one_line_and_stops_nothing() {
    let desk = Desk::new();
    desk.write(
        "bild.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06\0\0\0",
    );
    desk.write("leer.txt", "");
    let gone = desk.write("weg.txt", "Gleich weg.");
    let mut window = desk.open_bare(|start| start.paths = vec![desk.news()]);
    window.until("the list", |window| {
        let waiting = |entry: &postil::session::Entry| entry.state == EntryState::Waiting;
        !window.state().articles.iter().any(waiting)
    });
    assert_eq!(
        listed(&window),
        ["bild.txt", "leer.txt", "tribune.txt", "weg.txt"]
    );
    for (name, says) in [
        ("bild.txt", "not a text file"),
        ("leer.txt", "no words in this file"),
    ] {
        assert!(window.shows_containing(says));
        window.click_containing(name);
        assert!(window.state().current_article().is_none());
        assert!(window.shows_containing(&format!("{name}: ")));
        // Keys do nothing where there is nothing.
        window.digit(1);
        window.press(NONE, Key::ArrowDown);
        window.press(CTRL, Key::E);
        assert!(window.state().ask_name.is_none() && window.state().notices.is_empty());
    }
    std::fs::remove_file(&gone).unwrap();
    window.click_containing("weg.txt");
    window.until("the fault", |window| {
        let state = window.state();
        matches!(state.articles[3].state, EntryState::Faulty(_))
    });
    assert!(window.shows_containing("There is no such file (any more)"));
    window.click_containing("tribune.txt");
    window.until("the article", |window| {
        window.state().current_article().is_some()
    });
    window.tag("ministre", 1);
    window.give_name("Ada");
    window.until_saved();
    // It is back, and opens.
    std::fs::write(&gone, "Wieder da.").unwrap();
    window.click_containing("weg.txt");
    window.until("what came back", |window| {
        window.state().current_article().is_some()
    });
    window.click_containing("bild.txt");
    window.close();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 1);
}

/// Opens the article where the reviewer's own file can't be taken as it is, and tries to mark.
fn refused(desk: &Desk, file: &Path) -> Window {
    let before = std::fs::read(file).unwrap();
    let mut window = desk.open_as("Ada");
    window.drag("ministre a annoncé hier");
    window.digit(1);
    window.press(CTRL, Key::D);
    assert!(window.open().own.as_ref().unwrap().locked.is_some());
    assert!(!window.state().notices.is_empty());
    assert_eq!(window.open().save, SaveState::Untouched);
    window.harness.run_steps(30);
    assert!(window.open().history.next_undo().is_none());
    assert_eq!(std::fs::read(file).unwrap(), before);
    window
}

#[test]
fn a_broken_file_is_shown_with_its_place_and_left_alone() {
    let desk = Desk::new();
    let file = desk.write(
        "tribune.txt.Ada.ann.ron",
        "(\n    version: 1,\n    reviewer (name: \"Ada\"),\n)\n",
    );
    let before = std::fs::read(&file).unwrap();
    let window = refused(&desk, &file);
    assert!(window.shows_containing("tribune.txt.Ada.ann.ron, line 3, column"));
    assert!(!window.shows_containing("take them over"));
    window.close();
    assert_eq!(std::fs::read(&file).unwrap(), before);
    // Once it is mended, reading again is enough.
    let mut window = desk.open_as("Ada");
    std::fs::remove_file(&file).unwrap();
    window.press(NONE, Key::F5);
    window.until("the reload", |window| {
        let open = window.open();
        open.own.as_ref().is_some_and(|own| own.locked.is_none())
    });
    window.tag("ministre a annoncé hier", 1);
    window.until_saved();
    // Somebody else's broken file is one line and hinders nobody.
    desk.write("tribune.txt.Bob.ann.ron", "(");
    window.press(NONE, Key::F5);
    window.until("the line", |window| {
        window.shows_containing("tribune.txt.Bob.ann.ron, line 1")
    });
    window.tag("scandale", 3);
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 2);
}

#[test]
fn a_newer_file_is_left_alone() {
    let desk = Desk::new();
    let content = "(\n    version: 99,\n    better: \"everything\",\n)\n";
    let file = desk.write("tribune.txt.Ada.ann.ron", content);
    let window = refused(&desk, &file);
    assert!(window.shows_containing("A newer Postil wrote this file"));
    window.close();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
}

#[test]
fn a_file_edited_by_hand_is_taken_over_on_wish() {
    let desk = Desk::new();
    let file = marked_by(&desk, "Ada", &[("scandale", 3)]);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"loaded\"", "\"opinion\"")).unwrap();
    let mut window = refused(&desk, &file);
    // It is shown already.
    assert_eq!(window.mark("scandale").label.as_str(), "opinion");
    assert!(window.shows_containing("changed outside Postil"));
    window.click("These changes are right: take them over");
    window.until("the new file", |window| {
        let open = window.open();
        open.own.as_ref().is_some_and(|own| own.locked.is_none())
    });
    assert_eq!(window.mark("scandale").label.as_str(), "opinion");
    window.tag("furieuses", 3);
    window.until_saved();
    let disk = desk.on_disk("Ada").unwrap();
    assert_eq!(
        span_on(&disk, "scandale").unwrap().label.as_str(),
        "opinion"
    );
    assert!(span_on(&disk, "furieuses").is_some());
}

#[test]
fn where_the_folder_cannot_be_written_marks_go_to_saves() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    let news = desk.news();
    let mut rights = std::fs::metadata(&news).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&news, rights).unwrap();
    // Rights mean nothing to an administrator: for them the folder is not there any more.
    let administrator = std::fs::write(news.join("probe"), "").is_ok();
    if administrator {
        std::fs::rename(&news, desk.folder.path().join("away")).unwrap();
        std::fs::write(&news, "no folder").unwrap();
    }
    window.tag("scandale", 3);
    window.until_saved();
    assert_eq!(window.open().save, SaveState::Saved { fell_back: true });
    assert!(window.shows("✓ Saved elsewhere"));
    let kept = store::fallback_path(&desk.home, &desk.article(), "Ada");
    assert!(kept.is_file());
    window.press(NONE, Key::U);
    window.until_saved();
    window.close();
    if administrator {
        std::fs::remove_file(&news).unwrap();
        std::fs::rename(desk.folder.path().join("away"), &news).unwrap();
    }
    // It is found again from there.
    let window = desk.open_as("Ada");
    assert_eq!(window.marks().len(), 1);
    drop(window);
    let mut rights = std::fs::metadata(&news).unwrap().permissions();
    #[allow(
        clippy::permissions_set_readonly_false,
        reason = "a folder for a test's time"
    )]
    rights.set_readonly(false);
    std::fs::set_permissions(&news, rights).unwrap();
}

#[test]
fn a_change_while_the_article_is_read_again_is_kept() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    window.tag("ministre", 1);
    window.until_saved();
    window.drag("scandale");
    // Read again and marked in the same frame: the answer comes after the mark.
    let key = |key, pressed| egui::Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: NONE,
    };
    let events = &mut window.harness.input_mut().events;
    events.extend([key(Key::F5, true), key(Key::Num3, true)]);
    window.harness.step();
    let events = &mut window.harness.input_mut().events;
    events.extend([key(Key::F5, false), key(Key::Num3, false)]);
    assert_eq!(window.marks().len(), 2);
    window.harness.run_steps(5);
    std::thread::sleep(std::time::Duration::from_millis(200));
    window.harness.run_steps(5);
    window.until("both marks", |window| window.marks().len() == 2);
    window.tag("furieuses", 3);
    window.until_saved();
    window.close();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 3);
}

#[test]
fn what_could_not_be_written_yet_is_not_forgotten() {
    let desk = Desk::new();
    let mut window = desk.open_as("Ada");
    // A folder where the file should be: nothing else can be put there.
    std::fs::create_dir(desk.beside("Ada")).unwrap();
    window.tag("scandale", 3);
    let failed = |window: &Window| matches!(window.open().save, SaveState::Failed(_));
    window.until("a failure", failed);
    assert!(window.shows_containing("Not saved"));
    // Neither when somebody else sits down, nor when the article is read again.
    window.press(CTRL, Key::R);
    window.give_name("Bob");
    window.tag("furieuses", 3);
    window.until("Bob's file", |_| desk.beside("Bob").is_file());
    window.press(NONE, Key::F5);
    window.harness.run_steps(5);
    std::fs::remove_dir(desk.beside("Ada")).unwrap();
    window.until("Ada's file", |_| desk.beside("Ada").is_file());
    window.close();
    assert!(span_on(&desk.on_disk("Ada").unwrap(), "scandale").is_some());
    assert!(span_on(&desk.on_disk("Bob").unwrap(), "furieuses").is_some());

    // The same for one's own, with a change made after the article was read again.
    let mut window = desk.open_as("Ada");
    std::fs::remove_file(desk.beside("Ada")).unwrap();
    std::fs::create_dir(desk.beside("Ada")).unwrap();
    window.tag("ministre", 1);
    window.until("a failure", failed);
    std::fs::remove_dir(desk.beside("Ada")).unwrap();
    window.press(NONE, Key::F5);
    window.until_saved();
    assert_eq!(window.marks().len(), 2);
    assert!(window.state().notices.is_empty());
    window.tag("réforme", 2);
    window.until("both", |_| {
        desk.on_disk("Ada").is_some_and(|file| {
            span_on(&file, "ministre").is_some() && span_on(&file, "réforme").is_some()
        })
    });
    assert_eq!(window.marks().len(), 3);
}

#[test]
fn another_encoding_is_a_choice_that_stays() {
    let desk = Desk::new();
    let (bytes, ..) = encoding(TEXT);
    std::fs::write(desk.article(), &bytes).unwrap();
    let mut window = desk.open_as("Ada");
    assert!(window.open().article.text.as_str().contains("annoncé"));
    window.menu("File", "Encoding");
    window.type_text("mac");
    window.click("macintosh");
    window.until("the other reading", |window| {
        let state = window.state();
        state
            .current_article()
            .is_some_and(|open| open.article.encoding.chosen)
    });
    assert!(!window.open().article.text.as_str().contains("annoncé"));
    assert!(desk.news().join("tribune.txt.article.ron").is_file());
    assert_eq!(std::fs::read(desk.article()).unwrap(), bytes);
    assert!(window.page_focused(), "{:?} has it", window.focused());
}

/// The text in Windows-1252, as old programs write it.
fn encoding(text: &str) -> (Vec<u8>, usize) {
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let len = bytes.len();
    (bytes, len)
}

/// An article whose annotations take a while to be read.
fn much_to_read() -> Desk {
    let desk = Desk::new();
    let text = TEXT.repeat(400);
    desk.write("tribune.txt", &text);
    let text = SourceText::new(&text);
    let bob = somebody("Bob");
    let codebook = store::default_codebook().unwrap();
    let source = SourceRef {
        file: "tribune.txt".into(),
        text_hash: text.shared_hash(),
        importer: postil::import::importer(),
    };
    let mut reading = Reading::new(bob, codebook.reference(), source);
    let mut start = 0;
    for (number, words) in text.as_str().split(' ').enumerate() {
        let end = start + words.len();
        let place = text.clamp(start..end);
        start = end + 1;
        if place.is_empty() {
            continue;
        }
        let new = NewSpan::plain("loaded".into(), place);
        let id = SpanId(uuid::Uuid::from_u128(number as u128 + 1));
        let at = Timestamp::from_second(number as i64).unwrap();
        let span = new_annotation(&text, &new, id, at);
        reading.spans.insert(span);
    }
    let now = Timestamp::from_second(9000).unwrap();
    store::save_reading(&reading, &desk.article(), &desk.home, None, "1", now).unwrap();
    desk
}

/// Marks the second sentence as soon as the text is there; says whether that had to wait.
fn mark_at_once(desk: &Desk) -> (Window, bool) {
    let mut window = desk.open_bare(|start| {
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(somebody("Ada"));
    });
    while window.state().current_article().is_none() {
        window.harness.step();
    }
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowDown);
    window.digit(1);
    let waits = window.state().is_catching_up();
    eprintln!("the mark waits: {waits}");
    (window, waits)
}

#[test]
fn a_mark_made_before_the_annotations_are_there_outlives_the_window() {
    let desk = much_to_read();
    let (window, _) = mark_at_once(&desk);
    window.close();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 1);
}

#[test]
fn a_window_that_closes_waits_for_the_annotations() {
    let desk = much_to_read();
    let (mut window, waits) = mark_at_once(&desk);
    let asks = |window: &Window, wanted: ViewportCommand| {
        let outputs = &window.harness.output().viewport_output;
        let mut commands = outputs.values().flat_map(|output| &output.commands);
        commands.any(|command| *command == wanted)
    };
    let root = window.harness.input().viewport_id;
    let viewport = window.harness.input_mut().viewports.entry(root);
    let events = &mut viewport.or_default().events;
    events.push(ViewportEvent::Close);
    window.harness.step();
    assert_eq!(asks(&window, ViewportCommand::CancelClose), waits);
    let viewports = &mut window.harness.input_mut().viewports;
    viewports.values_mut().for_each(|v| v.events.clear());
    for _ in 0..20_000 {
        if !waits || asks(&window, ViewportCommand::Close) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(3));
        window.harness.step();
    }
    assert!(!window.state().is_catching_up());
    window.close();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 1);
}
