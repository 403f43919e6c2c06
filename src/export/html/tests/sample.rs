//! A page as a reader gets it, written to `target/artefacts` to be looked at.

use std::sync::Arc;

use super::dom::Dom;
use crate::export::samples::{article, reading, reading_of, with_input};
use crate::export::{Format, OutFile, export};
use crate::i18n::Lang;
use crate::model::*;

const TEXT: &str = "Le pont de Brévanne ferme, la vallée retient son souffle

Le conseil départemental a annoncé mardi 4 mars la fermeture du pont de Brévanne pour dix-huit mois. Les travaux coûteront 12,4 millions d’euros, selon le communiqué publié hier soir.

Une décision tardive, prise dans la précipitation : voilà dix ans que les riverains réclament en vain une réfection. « Cette fermeture est une catastrophe pour nos commerces », s’emporte Odile Marchetier, présidente de l’association des commerçants. Elle affirme que la fréquentation du centre aurait déjà chuté d’un tiers.

Le département, lui, se mure dans un silence méprisant. Contacté à trois reprises, il n’a pas répondu à nos questions. Ce mutisme illustre le dédain d’une administration hors-sol, plus prompte à inaugurer des ronds-points qu’à entretenir ses ouvrages.

Reste la déviation. Elle rallonge le trajet de vingt-deux kilomètres et traverse trois villages :
– Saint-Aubry, 412 habitants ;
– Les Essarts, où un rétrécissement impose l’alternance ;
– Vaulx-le-Haut, dont l’école donne sur la route.

Qui peut croire que les secours arriveront à temps ? Le chantier doit s’ouvrir le 17 mars. D’ici là, chacun retient son souffle.
";

fn readings(article: &Article) -> Vec<Reading> {
    let mut camille = reading_of(
        article,
        "Camille",
        &[
            (
                "fact",
                "Le conseil départemental a annoncé mardi 4 mars la fermeture du pont de Brévanne pour dix-huit mois",
            ),
            ("fact", "Les travaux coûteront 12,4 millions d’euros"),
            (
                "opinion",
                "Une décision tardive, prise dans la précipitation",
            ),
            (
                "fact",
                "voilà dix ans que les riverains réclament en vain une réfection",
            ),
            (
                "opinion",
                "« Cette fermeture est une catastrophe pour nos commerces »",
            ),
            ("loaded", "catastrophe"),
            ("loaded", "s’emporte"),
            (
                "fact",
                "la fréquentation du centre aurait déjà chuté d’un tiers",
            ),
            (
                "opinion",
                "Le département, lui, se mure dans un silence méprisant",
            ),
            ("loaded", "se mure dans un silence méprisant"),
            (
                "opinion",
                "Ce mutisme illustre le dédain d’une administration hors-sol, plus prompte à inaugurer des ronds-points qu’à entretenir ses ouvrages",
            ),
            ("loaded", "hors-sol"),
            (
                "fact",
                "Elle rallonge le trajet de vingt-deux kilomètres et traverse trois villages",
            ),
            (
                "opinion",
                "Qui peut croire que les secours arriveront à temps ?",
            ),
        ],
    );
    let spans: Vec<Arc<Annotation>> = camille.spans.iter().cloned().collect();
    for (at, span) in spans.iter().enumerate() {
        let mut span = Annotation::clone(span);
        match at {
            4 => span.voice = Voice::Source("Odile Marchetier".to_owned()),
            5 => span.reason = "Mot fort pour une baisse de fréquentation ; « difficulté » suffirait.\nLa citation est attribuée.".to_owned(),
            7 => {
                span.claim = Some(Claim {
                    restatement: "Le centre de Brévanne reçoit un tiers de visiteurs en moins.".to_owned(),
                    status: "unverified".to_owned(),
                });
                span.voice = Voice::Source("Odile Marchetier".to_owned());
            }
            8 => span.reason = "Intention prêtée : l’absence de réponse devient du mépris.".to_owned(),
            10 => span.confidence = Confidence::Unsure,
            _ => {}
        }
        camille.spans.insert(Arc::new(span));
    }
    camille.status = ReadingStatus::Done;
    let mut loic = reading_of(
        article,
        "Loïc",
        &[
            ("loaded", "la vallée retient son souffle"),
            (
                "fact",
                "Les travaux coûteront 12,4 millions d’euros, selon le communiqué publié hier soir",
            ),
            (
                "opinion",
                "voilà dix ans que les riverains réclament en vain une réfection",
            ),
            ("loaded", "silence méprisant"),
            (
                "fact",
                "se mure dans un silence méprisant. Contacté à trois reprises, il n’a pas répondu à nos questions",
            ),
            ("loaded", "le dédain d’une administration hors-sol"),
            (
                "opinion",
                "Ce mutisme illustre le dédain d’une administration hors-sol",
            ),
        ],
    );
    let older = self::article(
        &article.file_name,
        &TEXT.replace("Le chantier doit", "Un chantier public doit"),
    );
    let mut anna = reading_of(
        &older,
        "Anna",
        &[
            ("fact", "s’ouvrir le 17 mars"),
            ("loaded", "Un chantier public"),
        ],
    );
    anna.codebook.hash = "fedcba9876543210".repeat(4);
    loic.reviewer.id = uuid::Uuid::from_u128(3);
    vec![camille, loic, anna]
}

#[test]
fn the_sample_page_is_whole() {
    let mut article = article("pont.txt", TEXT);
    article.meta.language = Some("fr".to_owned());
    article.meta.outlet = Some("L’Écho de la vallée".to_owned());
    article.meta.published = Some("5 mars 2025".to_owned());
    let readings = readings(&article);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/artefacts");
    for lang in Lang::ALL {
        let page = file(&article, &readings, lang, Format::Html);
        assert_eq!(page.name, "pont.txt.html");
        let dom = Dom::new(&page.bytes);
        dom.check_is_inert_and_linked();
        assert_eq!(dom.text_of("text"), article.text.as_str());
        let elements = dom.elements();
        let signs = elements.iter().filter_map(|e| e.attr("data-sign"));
        assert_eq!(signs.count(), 22);
        assert!(elements.iter().any(|e| e.has_class("moved")));
        assert!(elements.iter().any(|e| e.attr("id") == Some("lost")));
        let name = format!("export-sample-{}.html", lang.tag());
        write(&folder, &name, &page.bytes);
    }
    for row in &Format::all()[1..] {
        let file = file(&article, &readings, Lang::Fr, row.format);
        let name = format!("export-sample.{}", row.extension);
        write(&folder, &name, &file.bytes);
    }
}

fn file(article: &Article, readings: &[Reading], lang: Lang, format: Format) -> OutFile {
    with_input(article, readings, lang, |context, input| {
        export(format, context, std::slice::from_ref(input)).remove(0)
    })
}

#[test]
fn a_page_without_marks_or_words_is_a_page() {
    for text in ["", "\n\n", "Un titre\n", &"long ".repeat(60)] {
        let article = article("vide.txt", text);
        let readings = [reading(&article, "Ann")];
        for readings in [&readings[..], &[]] {
            let page = file(&article, readings, Lang::En, Format::Html);
            let dom = Dom::new(&page.bytes);
            dom.check_is_inert_and_linked();
            assert_eq!(dom.text_of("text"), text);
        }
    }
}

/// The one place of this layer that touches a disk.
#[allow(
    clippy::disallowed_methods,
    reason = "a picture for people, not the program's own file"
)]
fn write(folder: &std::path::Path, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}
