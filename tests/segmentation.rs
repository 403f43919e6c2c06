//! Sentences, words and snapped selections as pictures of text.
//!
//! `|` stands where one sentence of a line ends and the next begins; `{` and `}` stand around a word or
//! a selection. `~` is a no-break space (U+00A0) and `_` a narrow one (U+202F), which no reader of a
//! test could tell from a plain one.

use postil::text::{
    Granularity, SourceText, TextRange, next_sentence, next_word, previous_sentence, previous_word,
    sentence_at, sentences, snap, trim_edges, word_at,
};
use proptest::prelude::*;

fn spaced(picture: &str) -> String {
    picture.replace('~', "\u{a0}").replace('_', "\u{202f}")
}

fn unspaced(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

/// Compares a picture with what is found in its text, and every way to find it.
#[track_caller]
fn check(picture: &str) {
    let wanted = spaced(picture);
    let text = SourceText::new(&wanted.replace('|', ""));
    let found = sentences(&text, text.whole());
    assert_eq!(unspaced(&with_bars(&text, &found)), picture);
    check_steps(&text, &found);
}

fn with_bars(text: &SourceText, found: &[TextRange]) -> String {
    let mut shown = text.as_str().to_owned();
    for pair in found.windows(2).rev() {
        if !text.as_str()[pair[0].end()..pair[1].start()].contains('\n') {
            shown.insert(pair[0].end(), '|');
        }
    }
    shown
}

/// From every place of a text, the sentence there and the steps from it agree with the whole list.
#[track_caller]
fn check_steps(text: &SourceText, found: &[TextRange]) {
    for (byte, c) in text.as_str().char_indices() {
        if !c.is_whitespace() {
            let held = found.iter().find(|one| one.bytes().contains(&byte));
            assert_eq!(sentence_at(text, byte).as_ref(), held, "at byte {byte}");
        }
        let next = found.iter().find(|one| one.start() > byte);
        assert_eq!(next_sentence(text, byte).as_ref(), next, "after {byte}");
        let previous = found.iter().rev().find(|one| one.start() < byte);
        assert_eq!(
            previous_sentence(text, byte).as_ref(),
            previous,
            "before {byte}"
        );
    }
}

#[test]
fn steps_see_the_scripts_of_the_whole_line() {
    let text = SourceText::new("来。M.  \u{301}A");
    check_steps(&text, &sentences(&text, text.whole()));
}

#[test]
fn titles_end_no_sentence() {
    check("M. Dupont est venu.| Il a dit : « Oui. »| Puis il est reparti.");
    check("M. Le Pen et Mme. Aubry ont parlé.| MM. Renard et Loiseau ont ri.");
    check("Le Dr. Knock a reçu Mgr. Bienvenu.| Le Pr. Tournesol attend.");
    check("Mr. Hyde met Mrs. Dalloway in St. Ives.| Ms. Marple saw it.");
    check("Sen. Hart and Gov. Lee agreed.| Gen. Ripley did not.");
    check("M.~Dupont est venu.| M._Durand aussi.");
    check("PORT ST. AVERIL, 7 November.| Talks go on.");
}

#[test]
fn references_end_no_sentence_before_their_number() {
    check("Voir art. 5 et p. 12 du texte.| L’art. L. 121-1 suffit.");
    check("C’est de l’art.| Il y tient.");
    check("See No. 10 and vol. IV for more.| He moved on.");
    check("Did he agree?| No.| He left the room.");
    check("Le vol n° 5 est parti.| Le n°~7 attend.");
    check("Cf. Durand, cf. Petit, fig. 3.| Fin.");
    check("Il est né le 3 janv. 1950.| Elle, en févr. 1951.");
}

#[test]
fn initials_and_acronyms_go_on() {
    check("J. K. Rowling a écrit.| On l’a lue.");
    check("George W. Bush et J.-P. Raffarin ont ri.| Pas nous.");
    check("The U.S. Army left.| The U.N. stayed.");
    check("He came from the U.S.| She came from Peru.");
    check("Ils vivent aux U.S.A. depuis mai.| Ils y restent.");
    check("Il faut un plan B.| Le ministre hésite.");
    check("Ce traité de 44 av. J.-C.| Rome l’oublia.");
    check("La lettre de Jean-C. Martin est là.| Elle est longue.");
}

#[test]
fn abbreviations_before_lower_case_go_on() {
    check("Des lettres, des cartes, etc. arrivent.| Tout, etc.| Le reste suit.");
    check("At 5 p.m. the bell rang.| At 6 p.m.| The bell was silent.");
    check("The talks begin at 9 a.m. Monday.| We wait.");
    check("Many, e.g. Smith, left.| Others, i.e. Jones, stayed.");
    check("Plusieurs villes, p. ex. Lyon, ont voté.| D’autres non.");
    check("Smith vs. Jones is over.| Roe v. Wade too.");
}

#[test]
fn numbers_are_not_cut() {
    check("Le taux est de 3.5 points.| Il était de 2,5.");
    check("Il a couru 2 h 30 avant midi.| Bien.");
    check("Après une séance de Q&A, il part.| Fin.");
    check("Version 2.0.1 est sortie.| 300 personnes l’ont lue.");
    check("  1. Sanctuariser ses gains ;\n2. Obtenir un accord.| Puis partir.\n10.~Finir.");
    check("a. Premier point.\nIV. La paix.| Elle vient.\n• 1.2. Un détail.");
    check("Cela s’est passé en 2022.| 300 morts ont été comptés.");
    check("Lisez www.exemple.fr/?q=Oui avant midi.| Merci.");
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    check("« Je viens. »| Il est venu.");
    check("«~Je viens.~»| Il est venu.");
    check("«_Je viens_!_»| Il est venu.");
    check("He said: “I am coming.”| He came.");
    check("\"I am coming.\"| He came.");
    check("Il dit : \" Je viens. \"| Il vint.");
    check("(Il est venu.)| Il est reparti.| [Fin du texte.]| Merci.");
    check("Il l’affirme.[12]| On en doute.²| Pas moi.");
    check("*Il est venu.*| Puis il est parti.");
    check("C’est dit (voir p. 3).| Suite.| (note du traducteur)");
}

#[test]
fn questions_within_a_sentence_go_on() {
    check("« Quoi ? » demande Marie.| « Rien ! » dit-il.| Elle rit.");
    check("« Vive la paix ! et vive nous ! »| Ils partent.");
    check("Beaucoup de morts ! – une partie a ri – : « fiasco ».| Fin.");
    check("Le (vrai ?) Martin est là.| Qui donc ?| Lui !");
    check("Quoi ?!| Vraiment ?");
    check("C’est fini ! ! !| Bravo 🎉");
    check("Bravo ! 🎉");
    check("Il vend Yahoo!Mail.| Puis il part.");
    check("— Tu viens ?| — Oui.| — Alors viens !");
}

#[test]
fn an_ellipsis_ends_only_before_a_capital_or_quotation() {
    check("Un « rien » qui compte peut-être…| Ou du moins espérons-le…");
    check("À peine… douze minutes.| Pas plus... et encore.");
    check("Il hésite...| Elle parle.");
    check("Il hésite…| « Non », dit-elle.");
    check("Prévu mais annulé… — en dépit de tout — hier.| Fin.");
    check("… Et il revint.| […] Puis il repartit.");
    check("On était… 300 peut-être.| Pas plus.");
}

#[test]
fn nested_and_unbalanced_quotations() {
    check("« Il a dit : “Je viens.”| Puis il est parti. »| Fin.");
    check("Ils se reverront « bientôt » ».| Les contacts vont continuer.");
    check(
        "« Nous disons « définitivement » car c’est vrai.| Brisées, elles ont sombré.\n« Des scandales.",
    );
    check("“He said ‘no.’| Then he left.”| We stayed.");
    check("Poutine l’affirme : « Non. »| « Je me souviens », a-t-il dit.| « oui », dit-elle.");
    check("Er sagte: „Ja.“| Sie ging.");
}

#[test]
fn spaces_of_every_kind_end_a_sentence() {
    check("Il est parti.|~Elle est restée.|_Nous aussi.");
    check("Il est parti.|   Elle est restée.   ");
    check("Titre sans point\n\nUne phrase.| Une autre sans point\n   \nFin.\n\n\n");
    check("Un.|\u{2028}deux");
}

#[test]
fn lower_case_goes_on_but_brands_do_not() {
    check("Il lit le rapport. puis il part.| iPhone oblige.| eBay aussi.");
    check("Elle part le 1er.| Il la suit.");
}

#[test]
fn other_scripts_follow_unicode() {
    check("他来了。|她走了。|真的？|是。");
    check("Он ушёл.| Она осталась.");
    check("هل جاء؟| نعم.");
    check("वह आया।| वह गया।");
}

#[test]
fn places_without_words_have_their_sentence() {
    let text = SourceText::new("Un.  Deux.  \n\nTrois.\n");
    let shown = |byte| sentence_at(&text, byte).map(|found| text.slice(found));
    assert_eq!(
        shown(3),
        Some("Deux."),
        "between two sentences, the next one"
    );
    assert_eq!(
        shown(12),
        Some("Deux."),
        "at the end of a line, the last one"
    );
    assert_eq!(shown(13), None, "on a blank line, none");
    assert_eq!(shown(999), None, "after the last line end");
}

#[test]
fn places_beyond_the_end_are_taken_for_the_end() {
    for written in ["", "\n", "Un."] {
        let text = SourceText::new(written);
        let last = sentences(&text, text.whole()).pop();
        assert_eq!(next_sentence(&text, 999), None);
        assert_eq!(previous_sentence(&text, 999), last);
        assert_eq!(word_at(&text, 999), None);
        assert_eq!(next_word(&text, 999), text.len());
        assert_eq!(previous_word(&text, 999), 0);
    }
}

#[test]
fn the_middle_of_a_very_long_line_has_its_sentences() {
    let text = SourceText::new(&"Il est venu, dit-on, à midi. ".repeat(400_000));
    let middle = text.as_str().floor_char_boundary(text.len() / 2);
    let mut at = middle;
    for _ in 0..20 {
        let next = next_sentence(&text, at).expect("a sentence follows");
        assert_eq!(text.slice(next), "Il est venu, dit-on, à midi.");
        assert_eq!(sentence_at(&text, next.end() - 1), Some(next));
        at = next.start();
    }
}

#[test]
fn windows_and_whole_lines_agree() {
    let line = "M. Dupont est venu à 12,5 km de l’État… « Oui ! »\u{a0}Il a dit : « Non. » Fin. ";
    let text = SourceText::new(&line.repeat(250));
    let mut walked = Vec::new();
    let mut next = sentence_at(&text, 0);
    while let Some(found) = next {
        walked.push(found);
        next = next_sentence(&text, found.start());
    }
    assert_eq!(walked, sentences(&text, text.whole()));
    let mut back = Vec::new();
    let mut previous = previous_sentence(&text, text.len());
    while let Some(found) = previous {
        back.push(found);
        previous = previous_sentence(&text, found.start());
    }
    back.reverse();
    assert_eq!(back, walked);
}

#[test]
fn a_sentence_without_end_is_walked_in_steps() {
    for unit in ["mot ", "x", "e\u{301}"] {
        let text = SourceText::new(&unit.repeat(100_000 / unit.len()));
        let mut at = 0;
        let mut steps = 0;
        while let Some(next) = next_sentence(&text, at) {
            assert!(next.start() > at && next.len() <= 16 * 1024 + 8, "{next:?}");
            at = next.start();
            steps += 1;
        }
        assert!((6..=25).contains(&steps), "{steps} steps");
    }
}

/// The words of a text, as every byte of it sees them.
fn words(text: &SourceText) -> Vec<TextRange> {
    let mut words: Vec<TextRange> = (0..text.len())
        .filter_map(|byte| word_at(text, byte))
        .collect();
    words.dedup();
    words
}

#[track_caller]
fn check_words(picture: &str) {
    let text = SourceText::new(&spaced(picture).replace(['{', '}'], ""));
    let mut shown = text.as_str().to_owned();
    for word in words(&text).into_iter().rev() {
        shown.insert(word.end(), '}');
        shown.insert(word.start(), '{');
    }
    assert_eq!(unspaced(&shown), picture);
}

#[test]
fn hyphens_join_words() {
    check_words("{La} {porte-parole}, {Jean-Luc}, {a-t-il} {dit}.");
    check_words("{Un} {cessez-le-feu} – {peut-être} — {non}.");
    check_words("{porte\u{2010}parole} {cessez\u{2011}le\u{2011}feu}");
    check_words("{Washington}–{Moscou}, {Trump}/{Poutine}");
    check_words("{B-2}, {F-35}, {Q&A}");
    check_words("- {puce}\n-- {tiret}-");
    check_words("{Côte-d’Ivoire}, {chef-d’œuvre}, {main-d’œuvre}");
}

#[test]
fn elided_words_stand_apart() {
    check_words("{l’}{État} {d'}{Alaska}");
    check_words("{L’}{article} {qu’}{il} {n’}{a} {lu}");
    check_words("{jusqu’}{au} {lorsqu'}{on} {puisqu’}{elle} {quoiqu’}{il}");
    check_words("{C’}{est} {j’}{ai} {m’}{en} {s’}{y} {t’}{es}");
    check_words("{d’}{aujourd’hui} {l’}{avant-garde}");
    check_words("{aujourd’hui} {presqu’île} {quelqu’un} {prud’homme}");
    check_words("{don’t} {don't} {O’Brien} {it’s} {y’all}");
    check_words("{N’Djamena} {M’Bappé} {D’Souza} {d’}{LFI} {l’}{X}");
    check_words("{l’}« {élite} » {d’}“{en} {haut}”");
    check_words("{l’}{11} {mai} {d’}{1~200} {voix}");
    check_words("{l’}{E\u{301}tat}");
    check_words("‘{quoted}’ {the} {students}’ {rights}");
}

#[test]
fn numbers_keep_their_separators() {
    check_words("{12,5} % {de} {1~200} {voix}");
    check_words("{1_200_300,50}~€ {et} {3.14}");
    check_words("{En} {2022}~{300} {morts}");
    check_words("{12}~{12} {et} {1}~{2000}");
    check_words("{1} {200}");
    check_words("{15}~{h}~{30}");
}

#[test]
fn punctuation_and_narrow_spaces_stay_outside() {
    check_words("«_{Oui}_!_» {a-t-il} {dit}…");
    check_words("({mot}) [{mot}] \"{mot}\" *{mot}*");
    check_words("{étudiant·e·s} {www.exemple.fr} {U.S}.");
    check_words("#{Sommet}, @{nom}");
    check_words("{他}{来}{了}。");
}

#[test]
fn underscores_surround_words_but_also_join_them() {
    let text = SourceText::new("_mot_ un_nom");
    let shown: Vec<&str> = words(&text).into_iter().map(|w| text.slice(w)).collect();
    assert_eq!(shown, ["mot", "un_nom"]);
}

#[test]
fn an_emoji_is_never_cut() {
    check_words("{Bravo} {👩‍👩‍👧} !");
    check_words("{👍🏽}{🇫🇷}{🇩🇪}");
    check_words("{oui}{😀}{non}");
}

#[test]
fn the_caret_steps_from_word_to_word() {
    let text = SourceText::new("Oui, l’État a-t-il… ?\n\nNon.");
    let mut ends = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = next_word(&text, at);
        ends.push(&text.as_str()[..at]);
    }
    let tails = ["Oui", "l’", "État", "a-t-il", "Non", "Non."];
    assert_eq!(ends.len(), tails.len());
    assert!(
        ends.iter()
            .zip(tails)
            .all(|(end, tail)| end.ends_with(tail))
    );
    let mut starts = Vec::new();
    while at > 0 {
        at = previous_word(&text, at);
        starts.push(&text.as_str()[at..]);
    }
    let heads = ["Non", "a-t-il", "État", "l’", "Oui"];
    assert_eq!(starts.len(), heads.len());
    assert!(
        starts
            .iter()
            .zip(heads)
            .all(|(start, head)| start.starts_with(head))
    );
}

fn selection(picture: &str) -> (SourceText, TextRange) {
    let picture = spaced(picture);
    let start = picture.find('{').expect("a selection starts");
    let end = picture.rfind('}').expect("a selection ends") - 1;
    let text = SourceText::new(&picture.replace(['{', '}'], ""));
    let range = text.range(start..end).expect("a range of the text");
    (text, range)
}

fn pictured(text: &SourceText, range: TextRange) -> String {
    let mut shown = text.as_str().to_owned();
    shown.insert(range.end(), '}');
    shown.insert(range.start(), '{');
    unspaced(&shown)
}

#[track_caller]
fn check_snap(granularity: Granularity, before: &str, after: &str) {
    let (text, range) = selection(before);
    let snapped = snap(&text, range, granularity);
    assert_eq!(pictured(&text, snapped), after);
    assert_eq!(snap(&text, snapped, granularity), snapped, "snapping twice");
}

#[test]
fn a_selection_grows_to_whole_words() {
    use Granularity::Word;
    check_snap(Word, "le cess{ez-le-f}eu tombe", "le {cessez-le-feu} tombe");
    check_snap(Word, "la porte-{parole} dit", "la {porte-parole} dit");
    check_snap(Word, "de l’{Éta}t russe", "de l’{État} russe");
    check_snap(Word, "de {l}’État russe", "de {l’}État russe");
    check_snap(Word, "de {l’Éta}t russe", "de {l’État} russe");
    check_snap(Word, "un mot{ de }plus", "un mot {de} plus");
    check_snap(Word, "un {mot, }puis", "un {mot}, puis");
    check_snap(Word, "perdu 1~{2}00 voix", "perdu {1~200} voix");
    check_snap(Word, "un {}mot", "un {}mot");
    check_snap(Word, "un m{}ot", "un m{}ot");
    check_snap(Word, "un{ ~_ }mot", "un{} ~_ mot");
    check_snap(Word, "Bravo {👍}🏽 !", "Bravo {👍🏽} !");
    check_snap(Word, "ce «~{rien}~» compte", "ce «~{rien}~» compte");
    check_snap(Word, "ce {« ri}en » compte", "ce « {rien} » compte");
    check_snap(Word, "ce {« rien »} compte", "ce {« rien »} compte");
    check_snap(Word, "fini{.}\nPuis", "fini{}.\nPuis");
    check_snap(Word, "pr{ès.\n\nE}t lui", "{près.\n\nEt} lui");
}

#[test]
fn a_selection_grows_to_whole_sentences() {
    use Granularity::Sentence;
    check_snap(
        Sentence,
        "Un. De{u}x mots. Trois.",
        "Un. {Deux mots}. Trois.",
    );
    check_snap(Sentence, "Un. Deu{x. T}rois.", "Un. {Deux. Trois}.");
    check_snap(
        Sentence,
        "M. D{upon}t vient ! Oui.",
        "{M. Dupont vient !} Oui.",
    );
    check_snap(Sentence, "« Je {viens}. » Fin.", "{« Je viens. »} Fin.");
    check_snap(
        Sentence,
        "« Je {viens}. Tu pars. »",
        "« {Je viens}. Tu pars. »",
    );
    check_snap(Sentence, "Un.{ }Deux.", "Un.{} Deux.");
    check_snap(Sentence, "Un.{ De}ux.\n\nTrois", "Un. {Deux}.\n\nTrois");
    check_snap(Sentence, "Un ti{tre\n\nEt}c. Fin", "{Un titre\n\nEtc}. Fin");
}

#[test]
fn a_selection_of_characters_grows_to_whole_clusters() {
    use Granularity::Character;
    check_snap(Character, "un m{o}t", "un m{o}t");
    check_snap(Character, "un{ mo}t", "un{ mo}t");
    check_snap(Character, "l’{E}\u{301}tat", "l’{E\u{301}}tat");
    check_snap(Character, "une 👩‍{👩}‍👧 ici", "une {👩‍👩‍👧} ici");
    check_snap(Character, "un{   }mot", "un{}   mot");
}

#[track_caller]
fn check_trim(before: &str, after: &str) {
    let (text, range) = selection(before);
    let trimmed = trim_edges(&text, range);
    assert_eq!(pictured(&text, trimmed), after);
    assert_eq!(trim_edges(&text, trimmed), trimmed, "trimming twice");
}

#[test]
fn edges_have_no_spaces_nor_weak_punctuation() {
    check_trim("un{ ~mot_ }puis", "un ~{mot}_ puis");
    check_trim("{, : mot ; .}", ", : {mot} ; .");
    check_trim("{Vraiment ?} Oui", "{Vraiment ?} Oui");
    check_trim("{… peut-être…} Oui", "{… peut-être…} Oui");
    check_trim("{Oui !\n}", "{Oui !}\n");
    check_trim("a{ . }b", "a{} . b");
    check_trim("{M.} Dupont", "{M}. Dupont");
}

#[test]
fn marks_at_the_edges_come_in_pairs() {
    check_trim("{« oui », dit-il}", "{« oui », dit-il}");
    check_trim("{« oui, dit-il.}", "« {oui, dit-il}.");
    check_trim("« {oui »}, dit-il", "« {oui} », dit-il");
    check_trim("{il dit « oui}", "{il dit « oui}");
    check_trim("{« un « deux » trois}", "« {un « deux » trois}");
    check_trim("{«~Oui.~»}", "{«~Oui.~»}");
    check_trim("{“yes,” he said, “and”} no", "{“yes,” he said, “and”} no");
    check_trim("{\"yes\" he said \"}no", "{\"yes\" he said} \"no");
    check_trim("{\"yes}\" he said", "\"{yes}\" he said");
    check_trim("{(oui}) non", "({oui}) non");
    check_trim(
        "il y a {[sic] peut-être (oui)}",
        "il y a {[sic] peut-être (oui)}",
    );
    check_trim("{‹ oui}", "‹ {oui}");
    check_trim("a{ » ( }b", "a{} » ( b");
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé]{1,6}",
        "[A-ZÉ][a-z]{0,4}",
        "[0-9]{1,4}",
        "[ ~_\n]{1,2}".prop_map(|s| spaced(&s)),
        "[.!?…,;:]{1,2}",
        "[«»“”\"()’'&-]",
        Just(". ".to_owned()),
        Just("M. ".to_owned()),
        Just("e\u{301}".to_owned()),
        Just(" \u{301}".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("🇫🇷".to_owned()),
        Just("来。".to_owned()),
        Just("\u{600}".to_owned()),
        Just("\u{2029}".to_owned()),
        Just("क्\u{200d}ष".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A text, and a range of it on any code point borders.
fn selections() -> impl Strategy<Value = (SourceText, TextRange)> {
    (texts(), 0usize..200, 0usize..200).prop_map(|(text, a, b)| {
        let text = SourceText::new(&text);
        let range = text.clamp(a.min(b)..a.max(b));
        (text, range)
    })
}

proptest! {
    // Failures are shown shrunk; a file of their seeds would have to be kept beside the tests.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sentences_hold_every_character_once(text in texts()) {
        let text = SourceText::new(&text);
        let found = sentences(&text, text.whole());
        let mut at = 0;
        for sentence in &found {
            prop_assert!(text.as_str()[at..sentence.start()].trim().is_empty());
            let words = text.slice(*sentence);
            prop_assert!(!words.is_empty() && words.trim() == words && !words.contains('\n'));
            at = sentence.end();
        }
        prop_assert!(text.as_str()[at..].trim().is_empty());
        check_steps(&text, &found);
    }

    #[test]
    fn words_lie_on_grapheme_borders(text in texts()) {
        use unicode_segmentation::UnicodeSegmentation as _;
        let text = SourceText::new(&text);
        let mut borders: Vec<usize> = text.as_str().grapheme_indices(true).map(|g| g.0).collect();
        borders.push(text.len());
        let found = words(&text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start());
        }
        for word in found {
            prop_assert!(borders.contains(&word.start()) && borders.contains(&word.end()));
            prop_assert_eq!(next_word(&text, word.start()), word.end());
            prop_assert_eq!(previous_word(&text, word.end()), word.start());
        }
    }

    #[test]
    fn trimming_is_idempotent_and_never_grows((text, range) in selections()) {
        let trimmed = trim_edges(&text, range);
        prop_assert!(range.contains(trimmed));
        prop_assert!(!trimmed.is_empty() || trimmed.start() == range.start());
        prop_assert_eq!(trim_edges(&text, trimmed), trimmed);
    }

    #[test]
    fn snapping_is_idempotent((text, range) in selections()) {
        for granularity in [Granularity::Character, Granularity::Word, Granularity::Sentence] {
            let snapped = snap(&text, range, granularity);
            prop_assert_eq!(snap(&text, snapped, granularity), snapped, "{:?}", granularity);
            if range.is_empty() {
                prop_assert_eq!(snapped, range);
            }
        }
    }
}
