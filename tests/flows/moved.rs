//! An article that was edited since it was marked: what moved is looked at, accepted, refused and put
//! elsewhere, by keys and for who listens.

use egui::Key;
use egui::accesskit::Live;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::anchor::percent;
use postil::i18n::Lang;
use postil::model::{Importer, Reading, SourceRef, SpanId, Timestamp};
use postil::overlay::{Mark, MarkKey};
use postil::session::{App, Command, Doc, NewSpan, ReviewItem, new_annotation};
use postil::store;
use postil::text::SourceText;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, NONE, SHIFT, Window, marked_by, somebody};

const OLD: &str = "Un titre bien calme\nLe ministre a annoncé hier une réforme historique selon ses proches. L’opposition dénonce un scandale.\nSelon l’Insee, le taux a baissé de trois points cette année. Les critiques, furieuses, parlent d’une mascarade honteuse.\nFin.\n";

/// A sentence put in front, a word changed, a sentence taken out.
const NEW: &str = "Un titre bien calme\nLa séance fut longue. Le ministre a annoncé lundi une réforme historique selon ses proches. L’opposition dénonce un scandale.\nLes critiques, furieuses, parlent d’une mascarade honteuse.\nFin.\n";

const REFORM: &str = "Le ministre a annoncé hier une réforme historique selon ses proches";
const INSEE: &str = "Selon l’Insee, le taux a baissé de trois points cette année";

/// A desk on which Ada has marked four passages, and the article was edited since.
fn edited() -> Desk {
    let desk = Desk::new();
    desk.write("tribune.txt", OLD);
    let mut window = desk.open_as("Ada");
    for (words, digit) in [(REFORM, 1), ("scandale", 3), (INSEE, 1), ("mascarade", 3)] {
        window.tag_long(words, digit);
    }
    window.until_saved();
    window.close();
    desk.write("tribune.txt", NEW);
    desk
}

fn open() -> (Desk, Window) {
    let desk = edited();
    let window = desk.open_as("Ada");
    (desk, window)
}

#[test]
fn what_changed_leads_to_the_marks_and_is_said_no_longer_then() {
    let (_desk, mut window) = open();
    assert!(window.shows_containing("The article has changed: 3 marks of yours"));
    window.click("Look through them");
    assert!(window.state().reviewing);
    assert_eq!(window.looked_at().as_deref(), Some(REFORM));
    assert!(!window.shows("Look through them"));
    assert!(window.state().notices.is_empty());
}

/// A file of Ada's with a mark on each of some words, as if made on a text.
fn marked_in_file(desk: &Desk, text: &SourceText, words: impl Iterator<Item = String>) {
    let source = SourceRef {
        file: "tribune.txt".to_owned(),
        text_hash: text.shared_hash(),
        importer: Importer {
            name: "plain-text".to_owned(),
            version: 1,
        },
    };
    let codebook = store::default_codebook().unwrap().reference();
    let mut reading = Reading::new(somebody("Ada"), codebook, source);
    let now = Timestamp::now();
    for (number, words) in words.enumerate() {
        let start = text.as_str().find(&words).unwrap();
        let range = text.clamp(start..start + words.len());
        let new = NewSpan::plain("fact".into(), range);
        let id = SpanId(uuid::Uuid::from_u128(number as u128 + 1));
        reading.spans.insert(new_annotation(text, &new, id, now));
    }
    store::save_reading(&reading, &desk.article(), &desk.home, None, "test", now).unwrap();
    assert!(store::keep_text(&desk.home, text, "test", now));
}

impl Window {
    /// Marks words that may be broken over rows.
    fn tag_long(&mut self, words: &str, digit: usize) {
        self.click_words(words.split(' ').next().unwrap());
        self.press(NONE, Key::Escape);
        self.drag(words);
        self.digit(digit);
    }

    fn ask(&mut self, command: Command) {
        self.app.borrow_mut().as_mut().unwrap().ask(command);
        self.harness.run();
    }

    fn counts(&self) -> (usize, usize) {
        let open = self.open();
        (open.unsettled.moved(), open.unsettled.orphans())
    }

    /// The words as they were marked of the mark that is looked at.
    fn looked_at(&self) -> Option<String> {
        let open = self.open();
        let span = open.own_span(open.reviewed()?.id())?;
        Some(span.anchor.quote.to_string())
    }

    fn said(&self, words: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(words);
        found.any(|node| node.accesskit_node().live() == Live::Polite)
    }

    /// How sure the place of the mark on some old words is, in percent.
    fn sure(&self, words: &str) -> usize {
        let id = self.mark(words).id;
        percent(self.open().move_of(MarkKey::own(id)).unwrap().score)
    }

    /// The words under a mark in today's text.
    fn words_under(&self, old: &str) -> Option<String> {
        let open = self.open();
        let own = open.own.as_ref().unwrap();
        let mut spans = own.reading.spans.iter();
        let span = spans.find(|span| span.anchor.quote == old)?;
        let mark = open.overlay.get(MarkKey::own(span.id))?;
        Some(open.article.text.slice(mark.range).to_owned())
    }
}

#[test]
fn what_changed_is_told_and_gone_through_by_key() {
    let (desk, mut window) = open();
    assert_eq!(window.counts(), (3, 1));
    assert!(
        window
            .said("The article has changed: 3 marks of yours were found elsewhere, 1 has no place")
    );
    assert!(window.shows("3 moved, 1 without a place"));
    let apart = |window: &Window| window.place("Fin.", 0) - window.place("Le ministre", 0);
    let before = apart(&window);
    // M takes the review up at the first of them.
    window.press(NONE, Key::M);
    assert_eq!(window.looked_at().as_deref(), Some(REFORM));
    assert_eq!(window.selected_mark().unwrap().anchor.quote, REFORM);
    // Nothing moves the text but scrolling to it: it does not lie under the bar.
    assert_eq!(apart(&window), before);
    let bar = window
        .harness
        .get_by_label("Leave the moved marks for later");
    assert!(window.place("Le ministre", 0).y > bar.rect().bottom() + 40.0);
    assert!(!window.shows("3 moved, 1 without a place"));
    let sure = window.sure(REFORM);
    assert!(window.shows_containing("Moved mark 1 of 3"));
    assert!(window.said(&format!(
        "Moved mark 1 of 3 · {sure}% sure, almost certainly right"
    )));
    // Old words and new ones, for who listens too.
    assert!(window.said(&format!(
        "Fact, marked on: {REFORM}. Now: Le ministre a annoncé lundi"
    )));
    assert!(window.shows_containing("Marked  …") && window.shows_containing("Now  …"));
    window.press(NONE, Key::M);
    assert_eq!(window.looked_at().as_deref(), Some("scandale"));
    assert!(window.said("The words are the same"));
    window.press(SHIFT, Key::M);
    assert_eq!(window.looked_at().as_deref(), Some(REFORM));
    // Accepted, it has its place, and the next one is looked at.
    window.press(NONE, Key::Enter);
    assert_eq!(window.counts(), (2, 1));
    assert_eq!(window.looked_at().as_deref(), Some("scandale"));
    let new = "Le ministre a annoncé lundi une réforme historique selon ses proches";
    assert_eq!(window.mark(new).label.as_str(), "fact");
    // Refused, it has none.
    window.press(NONE, Key::R);
    assert_eq!(window.counts(), (1, 2));
    assert_eq!(window.words_under("scandale"), None);
    assert_eq!(window.looked_at().as_deref(), Some("mascarade"));
    // Both are taken back one by one, and looked at again.
    window.press(CTRL, Key::Z);
    assert_eq!(
        (window.counts(), window.looked_at().as_deref()),
        ((2, 1), Some("scandale"))
    );
    window.press(CTRL, Key::Z);
    assert_eq!(
        (window.counts(), window.looked_at().as_deref()),
        ((3, 1), Some(REFORM))
    );
    assert_eq!(window.sure(REFORM), sure);
    window.press(CTRL_SHIFT, Key::Z);
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.counts(), (1, 2));
    // Escape leaves the rest for later.
    window.press(NONE, Key::Escape);
    assert!(!window.state().reviewing && window.page_focused());
    assert!(window.shows("1 moved, 2 without a place"));
    // What was refused stays so when the article is opened again.
    window.until_saved();
    window.close();
    let window = desk.open_as("Ada");
    assert_eq!(window.counts(), (1, 2));
    assert_eq!(window.words_under("scandale"), None);
}

#[test]
fn a_mark_without_a_place_is_put_on_the_selection() {
    let (desk, mut window) = open();
    window.press(SHIFT, Key::M);
    window.press(SHIFT, Key::M);
    assert_eq!(window.looked_at().as_deref(), Some(INSEE));
    assert!(window.shows_containing("Mark 1 of 1 without a place"));
    // Old words with what stood around them.
    assert!(window.said(&format!("Fact, marked on: {INSEE}")));
    assert!(window.shows_containing("un scandale. Selon l’Insee"));
    // Without a selection there is nothing to attach it to.
    window.press(NONE, Key::Enter);
    assert!(window.shows_containing("Select a passage first"));
    assert_eq!(window.counts(), (3, 1));
    // The sentence that took its place, by keys alone. The bar does not grow or shrink meanwhile: the
    // text stays under the pointer.
    let answers = |window: &Window| {
        let node = { &window.harness }.get_by_label_contains("Attach to the selection");
        node.rect().top()
    };
    let before = answers(&window);
    while window.selected_text() != "Les critiques, furieuses, parlent d’une mascarade honteuse."
    {
        window.press(NONE, Key::ArrowDown);
    }
    assert_eq!(answers(&window), before);
    let id = window.mark(INSEE).id;
    window.press(NONE, Key::Enter);
    assert_eq!(window.counts(), (3, 0));
    let put = "Les critiques, furieuses, parlent d’une mascarade honteuse";
    assert_eq!(window.mark(put).id, id);
    window.press(CTRL, Key::Z);
    assert_eq!(
        (window.counts(), window.looked_at().as_deref()),
        ((3, 1), Some(INSEE))
    );
    // Its words can be looked for.
    window.click("Look for its words");
    window.until("the hits", |window| {
        window.shows_containing("No hits") || window.shows_containing("0")
    });
    assert_eq!(window.state().find.query.words, "baissé");
    window.press(NONE, Key::Escape);
    assert_eq!(window.looked_at().as_deref(), Some(INSEE));
    // Deleted, it is gone, until that is undone.
    window.press(NONE, Key::Delete);
    assert_eq!((window.counts(), window.marks().len()), ((3, 0), 3));
    window.press(CTRL, Key::Z);
    assert_eq!((window.counts(), window.marks().len()), ((3, 1), 4));
    window.until_saved();
    assert_eq!(desk.on_disk("Ada").unwrap().spans.len(), 4);
}

#[test]
fn all_at_once_and_back() {
    let (desk, mut window) = open();
    let before = window.counts();
    // Those that are sure, by key.
    let sure = window.open().unsettled.sure();
    assert!(sure > 0);
    window.press(CTRL_SHIFT, Key::A);
    assert_eq!(window.counts(), (3 - sure, 1));
    assert!(window.said("moved marks accepted"));
    window.press(CTRL, Key::Z);
    assert_eq!(window.counts(), before);
    // All, and none, from the menu.
    window.menu("Mark", "Moved marks");
    window.click_containing("Refuse the places of all moved");
    assert_eq!(window.counts(), (0, 4));
    window.press(CTRL, Key::Z);
    assert_eq!(window.counts(), before);
    window.menu("Mark", "Moved marks");
    window.click_containing("Accept all moved marks ");
    assert_eq!(window.counts(), (0, 1));
    window.until_saved();
    let disk = desk.on_disk("Ada").unwrap();
    let hash = window.open().article.text.hash().to_owned();
    let on_today = disk
        .spans
        .iter()
        .filter(|span| *span.anchor.text_hash == *hash);
    assert_eq!(on_today.count(), 3);
    // On the mark with no place the review has nothing more to accept.
    window.press(NONE, Key::M);
    assert!(matches!(
        window.open().reviewed(),
        Some(ReviewItem::Orphan(_))
    ));
    window.press(NONE, Key::A);
    assert_eq!(window.counts(), (0, 1));
}

#[test]
fn a_moved_mark_says_how_sure_it_is_wherever_it_is_told() {
    let (_desk, mut window) = open();
    let sure = format!("moved, {}% sure", window.sure("scandale"));
    // For who listens to the page.
    let described = |window: &Window| {
        let marks = window.harness.query_all_by_label_contains("scandale");
        marks.into_iter().any(|node| {
            let description = node
                .accesskit_node()
                .data()
                .description()
                .map(str::to_owned);
            description.is_some_and(|said| said.contains(&sure))
        })
    };
    assert!(described(&window));
    // Under the pointer.
    let at = window.place("scandale", 3);
    window.harness.hover_at(at);
    window.harness.run_steps(90);
    assert!(window.shows(&sure));
    // In the inspector, with the same answers.
    window.click_words("scandale");
    assert!(window.shows_containing("This mark was found elsewhere: "));
    window.click("Accept A");
    assert_eq!(window.counts(), (2, 1));
    assert!(!window.shows_containing("This mark was found elsewhere: "));
    // A reason is no answer.
    window.click_words("mascarade");
    window.press(NONE, Key::F6);
    window.type_text("un mot dur");
    window.press(NONE, Key::Escape);
    assert_eq!(window.mark("mascarade").reason, "un mot dur");
    assert_eq!(window.counts(), (2, 1));
}

#[test]
fn what_others_have_made_is_theirs_to_accept() {
    let desk = edited();
    // Bob has marked the old article, too.
    desk.write("tribune.txt", OLD);
    marked_by(&desk, "Bob", &[("réforme", 3)]);
    desk.write("tribune.txt", NEW);
    let mut window = desk.open_as("Ada");
    assert_eq!(window.counts(), (3, 1));
    assert!(window.shows("1 moved mark of another reviewer"));
    window.ask(Command::App(App::ShowOther(0, true)));
    let of_bob = |mark: &Mark| mark.key.reading != MarkKey::OWN;
    let bob = window.open().overlay.iter().find(of_bob);
    let bob = bob.unwrap();
    assert!(bob.moved);
    window.click_words("réforme");
    while window.open().selected != Some(bob.key) {
        window.press(NONE, Key::Tab);
    }
    assert!(window.shows_containing("Only the reviewer who made it can accept"));
    window.press(NONE, Key::A);
    window.press(NONE, Key::R);
    assert_eq!(window.counts(), (3, 1));
    assert!(window.open().overlay.get(bob.key).unwrap().moved);
}

#[test]
fn an_edit_while_the_window_is_open_is_told_too() {
    let desk = Desk::new();
    desk.write("tribune.txt", OLD);
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.until_saved();
    assert!(window.counts() == (0, 0) && !window.shows_containing("The article has changed"));
    window.press(NONE, Key::M);
    assert!(
        !window.state().reviewing,
        "there is nothing to look through"
    );
    // Noticed by itself.
    desk.write("tribune.txt", NEW);
    window.until("the new text", |window| window.counts() == (1, 0));
    assert!(window.said("The article has changed: 1 mark of yours was found elsewhere."));
    assert!(window.shows("1 moved"));
    // What was done before the edit is taken back after it.
    window.press(CTRL, Key::Z);
    assert_eq!((window.counts(), window.marks().len()), ((0, 0), 0));
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.counts(), (1, 0));
    window.until_saved();
}

#[test]
fn what_was_deleted_before_an_edit_comes_back_where_it_is_now() {
    let desk = Desk::new();
    desk.write("tribune.txt", OLD);
    let mut window = desk.open_as("Ada");
    window.tag("scandale", 3);
    window.press(NONE, Key::Delete);
    window.until_saved();
    desk.write("tribune.txt", NEW);
    window.press(NONE, Key::F5);
    window.until("the new text", |window| {
        window.open().article.text.as_str() == NEW
    });
    assert!(window.open().elsewhere.is_empty());
    // Nobody has looked for it in the new text: it is looked for now, by the old one.
    window.press(CTRL, Key::Z);
    window.until("its place", |window| window.counts() == (1, 0));
    assert_eq!(window.words_under("scandale").as_deref(), Some("scandale"));
    assert_eq!(window.sure("scandale"), 100);
}

#[test]
fn the_lists_draw_what_is_in_sight() {
    let desk = Desk::new();
    let sentence =
        |number: usize| format!("La phrase numéro {number} dit ceci et cela du budget.\n");
    let lone = "La phrase numéro X dit qu’aucun train ne partira demain.\n";
    let text: String = [lone.to_owned()]
        .into_iter()
        .chain((0..600).map(sentence))
        .collect();
    desk.write("tribune.txt", &text);
    marked_in_file(
        &desk,
        &SourceText::new(&text),
        [lone.trim().to_owned()]
            .into_iter()
            .chain((0..499).map(|n| format!("La phrase numéro {n} dit"))),
    );
    desk.write("tribune.txt", text.replace(lone, "Avant tout.\n"));
    let mut window = desk.open_as("Ada");
    window.until("the marks", |window| window.counts() != (0, 0));
    assert_eq!(window.counts(), (499, 1));
    let rows = |window: &Window| {
        let all = window
            .harness
            .query_all_by_label_contains("sure: La phrase");
        all.count()
    };
    assert!((3..16).contains(&rows(&window)), "{}", rows(&window));
    assert!(window.shows("499 moved marks") && window.shows("1 mark without a place"));
    window.press(NONE, Key::M);
    window.press(SHIFT, Key::M);
    assert!(window.shows_containing("Mark 1 of 1 without a place"));
    window.press(SHIFT, Key::M);
    assert!(window.shows_containing("Moved mark 499 of 499"));
    window.ask(Command::Doc(Doc::AcceptAll(0.0)));
    assert_eq!((window.counts(), rows(&window)), ((0, 1), 0));
    window.until_saved();
}

#[test]
fn in_french_too() {
    let desk = edited();
    let mut window = desk.open_with(|start| {
        start.lang = Lang::Fr;
        start.paths = vec![desk.news()];
        start.settings.reviewer = Some(somebody("Ada"));
    });
    assert!(window.said("3 de vos marques ont été retrouvées ailleurs, une n’a plus de place"));
    assert!(window.shows("3 déplacées, 1 sans place"));
    window.click("3 déplacées, 1 sans place");
    assert!(window.shows_containing("Marque déplacée 1 sur 3"));
    window.click_containing("Accepter ");
    assert!(window.counts().0 < 3);
}
