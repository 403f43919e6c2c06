//! Pictures of the page, compared with those in `tests/snapshots`: nothing that is to be seen gets
//! lost unnoticed.
//!
//! They are drawn in memory by [`painter`], so that no graphics driver is needed and every machine
//! draws alike. After a change of looks: `UPDATE_SNAPSHOTS=1 cargo test --test pictures`, then look at
//! them.
#![cfg(feature = "gui")]

mod painter;
mod picture;
mod scene;

use picture::check;
use postil::ui::theme::ThemeKind;
use scene::Scene;

const ENGLISH: &str = "The river belongs to everyone\nThe council closed the river path on Monday, three days before the vote. According to the harbour office, the bank lost forty centimetres in two years.\nThe mayor calls it a precaution. Her opponents speak of a shameful land grab, and they may well be right: nobody on the bank was asked.\n“We will be back on Sunday,” said Anna Holt, who has fished there since 1987.";

const FRENCH: &str = "La rivière est à tout le monde\nLe conseil a fermé le sentier lundi, trois jours avant le vote : « une précaution », selon la maire. D’après la capitainerie, la berge a reculé de 40 % en deux ans !\nSes adversaires parlent d’une honteuse confiscation ; personne, à Sept-Monts, n’a été consulté… Pourquoi ? « Nous reviendrons », répond Anna Houle.";

fn three_labels() -> Scene {
    Scene::new(ENGLISH)
        .mark(0, "fact", "The council closed the river path on Monday")
        .mark(0, "opinion", "they may well be right")
        .mark(0, "loaded", "shameful")
}

fn two_readers() -> Scene {
    three_labels()
        .mark(
            1,
            "fact",
            "closed the river path on Monday, three days before the vote",
        )
        .mark(1, "opinion", "The mayor calls it a precaution")
        .mark(
            1,
            "opinion",
            "a shameful land grab, and they may well be right: nobody",
        )
        .mark(1, "loaded", "land grab")
        .mark(0, "fact", "the bank lost forty centimetres in two years")
        .mark(1, "opinion", "lost forty centimetres")
        .mark(0, "loaded", "lost")
        .mark(1, "loaded", "grab")
}

/// Nested, crossing and equal spans of both layers over the same words.
fn four_readers() -> Scene {
    Scene::new(ENGLISH)
        .mark(0, "fact", "The council closed the river path on Monday")
        .mark(1, "fact", "The council closed the river path on Monday")
        .mark(2, "fact", "closed the river path on Monday, three days")
        .mark(3, "opinion", "river path on Monday")
        .mark(0, "opinion", "they may well be right")
        .mark(
            1,
            "opinion",
            "a shameful land grab, and they may well be right",
        )
        .mark_as(2, "opinion", "Her opponents speak of a shameful", |mark| {
            mark.unsure = true
        })
        .mark(3, "fact", "Her opponents speak of a shameful land grab")
        .mark(0, "loaded", "shameful")
        .mark(1, "loaded", "shameful land grab")
        .mark(2, "loaded", "land grab")
        .mark(3, "loaded", "grab")
}

fn margin() -> Scene {
    Scene::new(ENGLISH)
        .wide()
        .seek("the bank")
        .mark(0, "fact", "The council closed the river path on Monday")
        .because("The order is dated.")
        .mark(1, "opinion", "The mayor calls it a precaution")
        .because("Hers, not the author’s: is that a fact about what she said?")
        .mark(0, "loaded", "shameful")
        .because("Calmer: “disputed”.")
        .mark(0, "opinion", "they may well be right")
        .select_mark()
}

fn french() -> Scene {
    Scene::new(FRENCH)
        .french()
        .mark(0, "fact", "« une précaution », selon la maire")
        .mark(0, "fact", "la berge a reculé de 40 % en deux ans")
        .mark(0, "loaded", "honteuse")
}

fn selected_mark() -> Scene {
    Scene::new(ENGLISH)
        .mark_as(0, "opinion", "The mayor calls it a precaution", |mark| {
            mark.unsure = true
        })
        .mark_as(0, "fact", "fished there since 1987", |mark| {
            mark.moved = true
        })
        .mark(0, "loaded", "asked")
        .mark(
            0,
            "opinion",
            "a shameful land grab, and they may well be right",
        )
        .select_mark()
}

#[test]
fn plain() {
    check("plain", &Scene::new(ENGLISH).draw());
}

#[test]
fn labels() {
    check("three-labels", &three_labels().draw());
}

#[test]
fn overlap() {
    check("two-readers", &two_readers().draw());
}

#[test]
fn dense() {
    check("four-readers", &four_readers().draw());
}

#[test]
fn contrast() {
    check(
        "contrast",
        &four_readers().theme(ThemeKind::Contrast).draw(),
    );
}

#[test]
fn margin_and_rail() {
    check("margin", &margin().draw());
}

#[test]
fn selection() {
    let words = "three days before the vote. According to the harbour";
    check("selection", &three_labels().select(words).draw());
}

#[test]
fn mark_selected() {
    check("selected-mark", &selected_mark().draw());
}

#[test]
fn dark() {
    check("dark", &three_labels().theme(ThemeKind::Dark).draw());
}

#[test]
fn typography() {
    check("french", &french().draw());
}

#[test]
fn twice_as_large() {
    check("twice-as-large", &three_labels().size(32.0).draw());
}

/// What the pictures are for: the loss of one word's mark is seen in each.
#[test]
fn a_lost_mark_is_noticed() {
    let dark = two_readers().theme(ThemeKind::Dark);
    for scene in [
        three_labels(),
        two_readers(),
        french(),
        selected_mark(),
        four_readers(),
        margin(),
        dark,
    ] {
        let (whole, less) = (scene.draw(), scene.without_shortest().draw());
        assert!(!whole.looks_like(&less));
        eprintln!("a lost mark: {} pixels", whole.apart(&less));
    }
}

/// And nothing else is: the same page drawn twice looks the same.
#[test]
fn the_same_page_looks_the_same() {
    assert_eq!(two_readers().draw().apart(&two_readers().draw()), 0);
}
