//! The page, driven as a person drives it: by mouse, by keys, and by what a screen reader sees.
#![cfg(feature = "gui")]

use egui::accesskit::{
    Action, ActionData, ActionRequest, Role, TextPosition, TextSelection, TreeId,
};
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::overlay::Mark;

#[path = "page/characters.rs"]
mod characters;
#[path = "page/edges.rs"]
mod edges;
#[path = "page/reader.rs"]
mod reader;
#[path = "page/setting.rs"]
mod setting;

use reader::*;

#[test]
fn a_drag_takes_whole_words_across_paragraphs() {
    let mut page = open(Reader::new(TEXT));
    let (from, to) = (place(&page, "dénonce", 3), place(&page, "Insee", 2));
    drag(&mut page, from, to);
    assert_selected(&page, "dénonce un scandale.\nSelon l’Insee");
    let selection = page.state().selection;
    assert!(selection.anchor < selection.head);
    assert_eq!(page.state().picked, [selection.range(&page.state().text)]);
    // Backwards, the moving end is the first one.
    page.run_steps(30);
    drag(&mut page, to, from);
    assert_selected(&page, "dénonce un scandale.\nSelon l’Insee");
    assert!(page.state().selection.head < page.state().selection.anchor);
}

#[test]
fn a_drag_with_control_takes_letters() {
    let mut page = open(Reader::new(TEXT));
    let (from, to) = (place(&page, "ministre", 4), place(&page, "annoncé", 3));
    hold(&mut page, Modifiers::COMMAND | Modifiers::CTRL);
    drag(&mut page, from - vec2(2.0, 0.0), to - vec2(2.0, 0.0));
    assert_selected(&page, "stre a ann");
}

#[test]
fn double_click_takes_a_word_and_triple_click_a_sentence() {
    let mut page = open(Reader::new(TEXT));
    let at = place(&page, "critiques", 4);
    click(&mut page, at);
    assert_selected(&page, "");
    click(&mut page, at);
    assert_selected(&page, "critiques");
    click(&mut page, at);
    assert_selected(
        &page,
        "Les critiques, furieuses, parlent d’une mascarade honteuse.",
    );
    // Slow clicks are single ones.
    slow_click(&mut page, at);
    slow_click(&mut page, at);
    assert_selected(&page, "");
}

#[test]
fn a_double_click_that_drags_on_takes_words() {
    let mut page = open(Reader::new(TEXT));
    let (from, to) = (place(&page, "taux", 1), place(&page, "baissé", 1));
    click(&mut page, from);
    drag(&mut page, from, to);
    assert_selected(&page, "taux a baissé");
}

#[test]
fn shift_click_extends() {
    let mut page = open(Reader::new(TEXT));
    let (from, to) = (place(&page, "titre", 0), place(&page, "ministre", 6));
    click(&mut page, from - vec2(2.0, 0.0));
    page.run_steps(30);
    hold(&mut page, Modifiers::SHIFT);
    click(&mut page, to);
    assert_selected(&page, "titre du jour\nLe ministre");
}

#[test]
fn keys_step_through_sentences() {
    let mut page = focused(Reader::new(TEXT));
    for expected in [
        "Le titre du jour",
        "Le ministre a annoncé hier une réforme « historique » selon ses proches.",
        "L’opposition dénonce un scandale.",
        "Selon l’Insee, le taux a baissé de 3 % en 2025.",
    ] {
        press(&mut page, Modifiers::NONE, Key::ArrowDown);
        assert_selected(&page, expected);
    }
    press(&mut page, Modifiers::NONE, Key::ArrowUp);
    assert_selected(&page, "L’opposition dénonce un scandale.");
    press(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    assert_selected(
        &page,
        "L’opposition dénonce un scandale.\nSelon l’Insee, le taux a baissé de 3 % en 2025.",
    );
    press(&mut page, Modifiers::SHIFT, Key::ArrowUp);
    assert_selected(&page, "L’opposition dénonce un scandale.");
}

#[test]
fn keys_move_the_caret() {
    let command = Modifiers::COMMAND | Modifiers::CTRL;
    let mut page = focused(Reader::new("Le titre\nCafe\u{301} 👩‍👩‍👧 noir."));
    let head = |page: &Page<'_>| page.state().selection.head;
    press(&mut page, command, Key::End);
    assert_eq!(head(&page), page.state().text.len());
    press(&mut page, command | Modifiers::SHIFT, Key::ArrowLeft);
    assert_selected(&page, "noir.");
    press(&mut page, Modifiers::NONE, Key::ArrowLeft);
    press(&mut page, Modifiers::NONE, Key::ArrowLeft);
    press(&mut page, Modifiers::SHIFT, Key::ArrowLeft);
    assert_selected(&page, "👩‍👩‍👧");
    press(&mut page, Modifiers::NONE, Key::Home);
    assert_eq!(head(&page), "Le titre\n".len());
    for _ in 0..4 {
        press(&mut page, Modifiers::SHIFT, Key::ArrowRight);
    }
    assert_selected(&page, "Cafe\u{301}");
    press(&mut page, Modifiers::NONE, Key::End);
    assert_eq!(head(&page), page.state().text.len());
    press(&mut page, command, Key::A);
    assert_eq!(page.state().selected_text(), page.state().text.as_str());
    page.event(Event::Copy);
    page.step();
    let copied = page.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::CopyText(text) if text.starts_with("Le titre\n"))
    });
    assert!(copied);
    press(&mut page, Modifiers::NONE, Key::Escape);
    assert_selected(&page, "");
    press(&mut page, Modifiers::NONE, Key::Escape);
    let id = page.state().view.id();
    assert!(page.ctx.memory(|memory| memory.has_focus(id)));
}

#[test]
fn the_same_click_walks_through_the_stack() {
    let mut page = open(stacked());
    let at = place(&page, "historique", 5);
    for expected in [Some(3), Some(2), Some(1), None, Some(3)] {
        slow_click(&mut page, at);
        assert_eq!(page.state().selected, expected.map(key));
    }
    // Elsewhere it begins anew; beside all marks there is none.
    let elsewhere = place(&page, "selon ses", 1);
    slow_click(&mut page, elsewhere);
    assert_eq!(page.state().selected, Some(key(2)));
    let outside = place(&page, "scandale", 1);
    slow_click(&mut page, outside);
    assert_eq!(page.state().selected, None);
    // What is dimmed comes last.
    page.state_mut().hidden = Some(key(3));
    for expected in [Some(2), Some(1), Some(3), None] {
        slow_click(&mut page, at);
        assert_eq!(page.state().selected, expected.map(key));
    }
}

#[test]
fn what_happens_within_one_frame_counts() {
    let mut page = open(stacked());
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let at = place(&page, "historique", 5);
    page.hover_at(at);
    page.step();
    let click = [button(at, true), button(at, false)];
    page.input_mut().events.extend(click);
    page.run();
    assert_eq!(page.state().selected, Some(key(3)));
    // A slow machine sees a whole drag at once.
    page.run_steps(30);
    let (from, to) = (place(&page, "dénonce", 3), place(&page, "Insee", 2));
    page.hover_at(from);
    page.step();
    let drag = [button(from, true), Event::PointerMoved(to)];
    page.input_mut().events.extend(drag);
    page.step();
    let beyond = place(&page, "taux", 1);
    let end = [Event::PointerMoved(beyond), button(beyond, false)];
    page.input_mut().events.extend(end);
    page.run();
    assert_selected(&page, "dénonce un scandale.\nSelon l’Insee, le taux");
}

#[test]
fn a_screen_reader_hears_text_selection_and_marks() {
    let mut page = open(stacked());
    let document = page.get_by_role(Role::Document);
    assert_eq!(
        document.accesskit_node().label().as_deref(),
        Some("Article")
    );
    let whole = document.accesskit_node().document_range().text();
    assert!(
        whole.starts_with("Le titre du jour\nLe ministre"),
        "{whole}"
    );
    let heading = page.get_by_role(Role::Heading);
    assert_eq!(heading.accesskit_node().level(), Some(1));
    assert_eq!(page.query_all_by_role(Role::Paragraph).count(), 3);
    assert_eq!(page.query_all_by_role(Role::Mark).count(), 4);
    let mark = page.get_by_label("Loaded: historique");
    let said = mark
        .accesskit_node()
        .data()
        .description()
        .unwrap()
        .to_owned();
    assert_eq!(
        said,
        "said by the minister, not sure, because it can be checked, marked by Alice"
    );

    let (from, to) = (place(&page, "dénonce", 3), place(&page, "Insee", 2));
    drag(&mut page, from, to);
    let document = page.get_by_role(Role::Document);
    let node = document.accesskit_node();
    let heard = node.text_selection().unwrap().text();
    assert_eq!(heard, "dénonce un scandale.\nSelon l’Insee");
    // It is in sight, and told as such.
    assert_eq!(node.data().description(), None);
}

#[test]
fn a_screen_reader_can_select_text_and_marks() {
    let mut page = open(stacked());
    let run = |words: &str| {
        let mut runs = page.query_all_by_role(Role::TextRun);
        let run = runs.find(|run| run.value().unwrap_or_default().contains(words));
        run.unwrap().accesskit_node().locate().0
    };
    let position = |words, character_index| TextPosition {
        node: run(words),
        character_index,
    };
    let wanted = TextSelection {
        anchor: position("Le titre", 3),
        focus: position("Le titre", 8),
    };
    let target_node = page.state().view.id().accesskit_id();
    let request = |action, target_node, data| {
        Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data,
        })
    };
    page.event(request(
        Action::SetTextSelection,
        target_node,
        Some(ActionData::SetTextSelection(wanted)),
    ));
    page.run();
    assert_selected(&page, "titre");
    let mark = page.get_by_label("Loaded: mascarade honteuse");
    let mark = mark.accesskit_node().locate().0;
    page.event(request(Action::Click, mark, None));
    page.run();
    assert_eq!(page.state().selected, Some(key(4)));
    let mark = page.get_by_label("Opinion: réforme « historique » selon ses proches");
    assert_eq!(mark.accesskit_node().is_selected(), Some(false));
    let mark = mark.accesskit_node().locate().0;
    page.event(request(Action::Focus, mark, None));
    page.run();
    let mark = page.get_by_role_and_label(
        Role::Mark,
        "Opinion: réforme « historique » selon ses proches",
    );
    assert_eq!(mark.accesskit_node().is_selected(), Some(true));
}

#[test]
fn a_screen_reader_scrolls_the_page_and_brings_parts_into_sight() {
    let mut page = open(Reader::new(&long(500)));
    let first = |page: &Page<'_>| {
        let mut runs = page.query_all_by_role(Role::TextRun);
        runs.next().unwrap().value().unwrap_or_default()
    };
    let top = first(&page);
    let document = page.state().view.id().accesskit_id();
    let request = |action, target_node| {
        Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data: None,
        })
    };
    page.event(request(Action::ScrollDown, document));
    page.run();
    assert_ne!(first(&page), top);
    page.event(request(Action::ScrollUp, document));
    page.run();
    assert_eq!(first(&page), top);
    // The lowest paragraph in sight, moved until it is cut off.
    page.hover_at(pos2(300.0, 200.0));
    let lowest = |page: &Page<'_>| {
        let last = page.query_all_by_role(Role::Paragraph).last().unwrap();
        (last.accesskit_node().locate().0, last.rect().bottom())
    };
    for _ in 0..20 {
        if lowest(&page).1 > 425.0 {
            break;
        }
        wheel(&mut page, -5.0);
        page.run();
    }
    let node = lowest(&page).0;
    page.event(request(Action::ScrollIntoView, node));
    page.run();
    let mut all = page.query_all_by_role(Role::Paragraph);
    let shown = all.find(|paragraph| paragraph.accesskit_node().locate().0 == node);
    assert!(shown.unwrap().rect().bottom() < 420.0);
}

#[test]
fn ten_thousand_marks_on_one_another_are_told_up_to_a_bound() {
    let mut reader = Reader::new(TEXT);
    let start = TEXT.find("furieuses").unwrap();
    for number in 1..=10_000 {
        reader.overlay.insert(Mark {
            key: key(number),
            range: reader.text.range(start..start + "furieuses".len()).unwrap(),
            label: Some(0),
            moved: false,
            unsure: false,
        });
    }
    let mut page = open(reader);
    assert_eq!(page.query_all_by_role(Role::Mark).count(), 200);
    let asked = page.state().asked.take();
    page.run_steps(1);
    assert!(asked > 0 && page.state().asked.take() <= 200);
    // The selected one is told beside the others.
    let chosen = key(9_999);
    page.state_mut().selected = Some(chosen);
    page.run();
    let selected = page.query_all_by_role(Role::Mark);
    let selected = selected.filter(|mark| mark.accesskit_node().is_selected() == Some(true));
    assert_eq!(selected.count(), 1);
}

#[test]
fn headings_of_markdown_have_their_level() {
    let mut reader = Reader::new("Un titre\n## Une partie\nDu texte.\n### Une sous-partie\nFin.");
    reader.markdown = true;
    let page = open(reader);
    let levels: Vec<_> = page
        .query_all_by_role(Role::Heading)
        .map(|heading| heading.accesskit_node().level())
        .collect();
    assert_eq!(levels, [Some(1), Some(2), Some(3)]);
}

#[test]
fn a_line_cut_into_blocks_is_read_as_one() {
    let words = "mot ".repeat(3000);
    let page = open_in(60.0 + 660.0, Reader::new(&[&words, "\nFin."].concat()));
    let document = page.get_by_role(Role::Document);
    let text = document.accesskit_node().document_range().text();
    assert!(!text.contains('\n'), "no line ends here yet");
}

/// Many paragraphs, each of its own number.
fn long(paragraphs: usize) -> String {
    (0..paragraphs)
        .map(|n| format!("Paragraphe numéro {n} avec quelques mots de plus pour deux rangs.\n"))
        .collect()
}

#[test]
fn a_selection_that_scrolls_away_is_kept() {
    let mut page = open(Reader::new(&long(2000)));
    let at = place(&page, "numéro 3 ", 2);
    click(&mut page, at);
    click(&mut page, at);
    assert_selected(&page, "numéro");
    let before = page.state().selection;
    for _ in 0..40 {
        wheel(&mut page, -400.0);
    }
    page.run_steps(60);
    assert_eq!(page.state().selection, before);
    // The nodes named by the selection exist, or the tree would not have been taken.
    let document = page.get_by_role(Role::Document);
    assert!(document.accesskit_node().text_selection().is_some());
    let told = document.accesskit_node().data().description();
    assert_eq!(told, Some("numéro"), "out of sight it is told in words");
    for _ in 0..60 {
        wheel(&mut page, 400.0);
    }
    page.run_steps(60);
    let document = page.get_by_role(Role::Document);
    let heard = document.accesskit_node().text_selection().unwrap().text();
    assert_eq!(heard, "numéro");
}

#[test]
fn a_drag_beyond_the_edge_scrolls() {
    let mut page = open(Reader::new(&long(500)));
    let from = place(&page, "numéro 1 ", 2);
    page.hover_at(from);
    page.step();
    button(&page, from, true);
    page.step();
    let below = pos2(from.x, 470.0);
    page.hover_at(below);
    page.run_steps(60);
    button(&page, below, false);
    page.run();
    let far = page.state().selection.head;
    assert!(far > page.state().text.as_str().find("numéro 12 ").unwrap());
    assert!(page.state().selected_text().starts_with("numéro 1 "));
    page.run_steps(30);
    assert_eq!(page.state().selection.head, far);
}

#[test]
fn the_pointer_is_told_about_marks() {
    let mut page = open(stacked());
    page.hover_at(place(&page, "selon ses", 3));
    page.run_steps(60);
    for words in [
        "Opinion",
        "Alice",
        "Voice: the minister",
        "it can be checked",
    ] {
        assert!(page.query_by_label(words).is_some(), "{words}");
    }
    page.hover_at(place(&page, "dénonce", 3));
    page.run_steps(60);
    assert!(page.query_by_label("Opinion").is_none());
}

#[test]
fn a_pointer_that_has_just_selected_hides_nothing() {
    let mut page = open(stacked());
    let at = place(&page, "selon ses", 3);
    let told = |page: &egui_kittest::Harness<'_, Reader>| page.query_by_label("Alice").is_some();
    page.hover_at(at);
    page.run_steps(60);
    assert!(told(&page));
    // A word is selected, and the words around it are to be seen.
    for pressed in [true, false, true, false] {
        page.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    page.run_steps(60);
    assert!(!told(&page), "{:?}", page.state().selected_text());
    // Moved for it, the pointer is told again.
    page.hover_at(at + vec2(5.0, 0.0));
    page.run_steps(60);
    assert!(told(&page));
}

#[test]
fn a_place_is_brought_into_sight_and_the_wheel_is_exact() {
    let mut page = open(Reader::new(&long(20_000)));
    let words = "numéro 15000 ";
    let start = page.state().text.as_str().find(words).unwrap();
    let range = page.state().text.range(start..start + words.len()).unwrap();
    page.state_mut().view.reveal(range);
    page.run();
    let before = place(&page, words, 0);
    assert!((100.0..200.0).contains(&before.y), "{before}");
    // In sight already: nothing moves.
    page.state_mut().view.reveal(range);
    page.run();
    assert_eq!(place(&page, words, 0), before);
    // Up over blocks that were never measured, by exactly so much.
    page.hover_at(pos2(300.0, 200.0));
    for _ in 0..10 {
        wheel(&mut page, 20.0);
    }
    page.run_steps(60);
    let moved = place(&page, words, 0).y - before.y;
    assert!((moved - 200.0).abs() <= 1.0, "{moved}");
}

#[test]
fn only_what_is_in_sight_is_laid_out() {
    let text = long(16_000);
    assert!(text.len() > 1_000_000);
    let mut page = open(Reader::new(&text));
    page.step();
    let stats = page.state().view.stats();
    assert_eq!(stats.blocks, 16_000);
    assert!(stats.visible < 20 && stats.laid_out < 40, "{stats:?}");
    page.state().view.focus(&page.ctx);
    page.run();
    press(&mut page, Modifiers::COMMAND | Modifiers::CTRL, Key::End);
    place(&page, "numéro 15999 ", 0);
    let stats = page.state().view.stats();
    assert!(stats.visible < 20 && stats.laid_out < 60, "{stats:?}");
    press(&mut page, Modifiers::NONE, Key::PageUp);
    press(&mut page, Modifiers::COMMAND | Modifiers::CTRL, Key::Home);
    place(&page, "numéro 0 ", 0);
}

#[test]
fn offsets_stay_right_beside_other_scripts() {
    let text = "Titre\nIl a dit « العربية » hier, 👩‍👩‍👧 cafe\u{301} naïve œuvre, שָׁלוֹם fin.";
    for word in ["hier", "cafe\u{301}", "naïve", "œuvre", "fin"] {
        let mut page = open(Reader::new(text));
        let start = text.find(word).unwrap();
        let line = text.find('\n').unwrap() + 1;
        // The run is named by the words around, the place by characters.
        let from = text[line..start].chars().count();
        let to = from + word.chars().count() - 1;
        let (from, to) = (place(&page, "Il a dit", from), place(&page, "Il a dit", to));
        drag(&mut page, from, to + vec2(1.0, 0.0));
        assert_selected(&page, word);
        assert_eq!(
            page.state().selection.range(&page.state().text).start(),
            start
        );
    }
}

#[test]
fn rows_hold_as_many_characters_at_any_size_that_fits() {
    let sentence = "Le ministre a répondu hier aux députés qui voulaient connaître le prix. ";
    for size in [11.0, 17.0, 26.0] {
        let mut reader = Reader::new(&sentence.repeat(30));
        reader.font_size = size;
        let page = open_in(1400.0, reader);
        let runs = page.query_all_by_role(Role::TextRun);
        let rows: Vec<usize> = runs
            .map(|run| run.value().unwrap_or_default().chars().count())
            .collect();
        let full = &rows[..rows.len() - 1];
        let mean = full.iter().sum::<usize>() / full.len();
        assert!((60..=70).contains(&mean), "{size}: {mean}");
    }
    // Where there is no room, rows get shorter, and nothing goes beyond the edge.
    let page = open_in(420.0, Reader::new(&sentence.repeat(30)));
    for run in page.query_all_by_role(Role::TextRun) {
        assert!(run.rect().left() > 30.0 && run.rect().right() < 408.0);
    }
}

#[test]
fn an_empty_text_is_harmless() {
    for text in ["", "\n", "\n\n\n"] {
        let mut page = focused(Reader::new(text));
        for key in [
            Key::ArrowDown,
            Key::ArrowUp,
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::Home,
            Key::End,
            Key::PageDown,
            Key::Tab,
        ] {
            press(&mut page, Modifiers::NONE, key);
            page.state().view.focus(&page.ctx);
        }
        click(&mut page, pos2(300.0, 200.0));
        click(&mut page, pos2(300.0, 200.0));
        assert_selected(&page, "");
    }
}

#[test]
fn keys_of_the_window_pass_through() {
    let mut page = focused(stacked());
    for key in [Key::F6, Key::Num1, Key::Escape, Key::Tab] {
        press(&mut page, Modifiers::NONE, key);
    }
    // Escape has nothing to clear; Tab is for the window's steps from mark to mark.
    assert_eq!(
        page.state().left,
        [Key::F6, Key::Num1, Key::Escape, Key::Tab]
    );
    let id = page.state().view.id();
    assert!(page.ctx.memory(|memory| memory.has_focus(id)));
}

#[test]
fn nothing_is_painted_again_without_reason() {
    let mut page = focused(stacked());
    page.run_steps(30);
    let delays = page.output().viewport_output.values();
    for output in delays {
        assert_eq!(output.repaint_delay, std::time::Duration::MAX);
    }
}
