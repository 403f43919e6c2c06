//! What ships with the program: articles, sessions, sample readings, the codebook.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use postil::anchor::{Resolution, resolve};
use postil::export::palette;
use postil::job::work;
use postil::model::{Annotation, Codebook, Layer, LocalText, Overlap, Reading, ReadingStatus};
use postil::store::{self, Home, Integrity, Surroundings};
use postil::text::{SourceText, TextRange, trim_edges};

/// The sets, with the reviewers who read them.
const SETS: [(&str, [&str; 2]); 2] = [
    ("en", ["Heron", "Juniper"]),
    ("fr", ["Hirondelle", "Mistral"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn home() -> Home {
    Home::locate(&Surroundings {
        package: Some(root()),
        ..Surroundings::default()
    })
}

fn codebook() -> Codebook {
    store::default_codebook().expect("the codebook that ships can be read")
}

/// The articles of a set, in the order of their names.
fn articles(set: &str) -> Vec<PathBuf> {
    store::articles_in(&root().join("seeds").join(set), false).expect("a folder of articles")
}

fn text_of(article: &Path) -> SourceText {
    let (article, problems) = work::article(article, &home()).expect("an article can be read");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(article.encoding.name, "UTF-8");
    assert!(!article.encoding.damaged);
    article.text
}

#[test]
fn each_set_has_five_articles_of_a_length_for_the_classroom() {
    for (set, _) in SETS {
        let articles = articles(set);
        assert_eq!(articles.len(), 5, "{set}");
        for article in articles {
            let words = text_of(&article).as_str().split_whitespace().count();
            assert!((250..=600).contains(&words), "{article:?}: {words} words");
        }
    }
}

#[test]
fn each_set_has_a_session_that_lists_it() {
    for (set, _) in SETS {
        let path = root().join(format!("saves/samples-{set}.session.ron"));
        let session = store::load_session(&path).expect("the session can be read");
        for lang in ["en", "fr"] {
            assert!(!session.title.0[lang].is_empty());
        }
        let listed: Vec<PathBuf> = store::session_articles(&path, &session)
            .iter()
            .map(|path| path.canonicalize().expect("a listed article exists"))
            .collect();
        assert_eq!(listed, articles(set));
        let found = work::find(&[path], false, &home()).expect("the session opens");
        assert_eq!(found.codebook.id, "media-literacy");
        assert_eq!(found.targets.articles.len(), 5);
    }
}

/// The readings of an article by its set's reviewers.
fn readings(article: &Path, text: &SourceText, reviewers: &[&str]) -> Vec<Reading> {
    let found = store::readings_of(article, Some(text), &home());
    let readings: Vec<Reading> = found
        .into_iter()
        .map(|stored| {
            let loaded = stored.result.expect("a sample can be read");
            assert_eq!(loaded.integrity, Integrity::Intact, "{:?}", stored.path);
            loaded.reading
        })
        .collect();
    let names: Vec<&str> = readings.iter().map(|r| r.reviewer.name.as_str()).collect();
    assert_eq!(names, reviewers, "{article:?}");
    readings
}

/// Every span of a reading with its place, which must be exact.
fn places<'a>(text: &SourceText, reading: &'a Reading) -> Vec<(TextRange, &'a Annotation)> {
    reading
        .spans
        .iter()
        .map(|span| match resolve(text, &span.anchor) {
            Resolution::Exact(range) => (range, span.as_ref()),
            other => panic!("{:?}: {other:?}", span.anchor.quote),
        })
        .collect()
}

#[test]
fn the_sample_readings_follow_the_codebook() {
    let codebook = codebook();
    let mut faults = Vec::new();
    for (set, reviewers) in SETS {
        for article in articles(set) {
            let text = text_of(&article);
            for reading in readings(&article, &text, &reviewers) {
                let who = format!("{} by {}", article.display(), reading.reviewer.name);
                assert_eq!(reading.status, ReadingStatus::Done, "{who}");
                assert_eq!(reading.codebook, codebook.reference(), "{who}");
                let places = places(&text, &reading);
                if places.len() < 12 {
                    faults.push(format!("{who}: only {} spans", places.len()));
                }
                for label in &codebook.labels {
                    if !places.iter().any(|(_, span)| span.label == label.key) {
                        faults.push(format!("{who}: no {:?}", label.key));
                    }
                }
                for (range, span) in &places {
                    let quote = text.slice(*range);
                    if trim_edges(&text, *range) != *range {
                        faults.push(format!("{who}: edges of {quote:?}"));
                    }
                    if codebook.label(&span.label).is_none() {
                        faults.push(format!("{who}: label of {quote:?}"));
                    }
                }
                let pairs = overlaps(&codebook, &places);
                faults.extend(pairs.into_iter().map(|pair| format!("{who}: {pair}")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The pairs of spans that overlap though the codebook does not want it.
fn overlaps(codebook: &Codebook, places: &[(TextRange, &Annotation)]) -> Vec<String> {
    let layer = |span: &Annotation| codebook.label(&span.label).map(|label| label.layer);
    let mut found = Vec::new();
    for (at, (range, span)) in places.iter().enumerate() {
        for (other_range, other) in &places[at + 1..] {
            if range.overlaps(*other_range)
                && layer(span) == layer(other)
                && span.voice == other.voice
            {
                found.push(format!(
                    "{:?} over {:?}",
                    span.anchor.quote, other.anchor.quote
                ));
            }
        }
    }
    found
}

#[test]
fn readers_of_one_article_disagree_now_and_then() {
    for (set, reviewers) in SETS {
        for article in articles(set) {
            let text = text_of(&article);
            let readings = readings(&article, &text, &reviewers);
            let marks = |reading: &Reading| -> BTreeSet<(usize, usize, String)> {
                let places = places(&text, reading);
                places
                    .iter()
                    .map(|(range, span)| {
                        (range.start(), range.end(), span.label.as_str().to_owned())
                    })
                    .collect()
            };
            let (one, other) = (marks(&readings[0]), marks(&readings[1]));
            assert!(one != other, "{article:?}");
        }
    }
}

/// Every text for people in a codebook, with what it is.
fn texts(codebook: &Codebook) -> Vec<(String, &LocalText)> {
    let mut texts = vec![
        ("title".to_owned(), &codebook.title),
        ("about".to_owned(), &codebook.about),
    ];
    texts.extend(
        codebook
            .rules
            .iter()
            .map(|rule| (rule.id.clone(), &rule.text)),
    );
    texts.extend(codebook.statuses.iter().map(|s| (s.key.clone(), &s.name)));
    for label in &codebook.labels {
        let key = label.key.as_str();
        texts.push((format!("{key} name"), &label.name));
        texts.push((format!("{key} letter"), &label.letter));
        texts.push((format!("{key} definition"), &label.definition));
        let rules = label.rules.iter();
        texts.extend(rules.map(|rule| (format!("{key} {}", rule.id), &rule.text)));
    }
    texts
}

#[test]
fn the_codebook_speaks_both_languages() {
    let codebook = codebook();
    for (what, text) in texts(&codebook) {
        let languages: Vec<&str> = text.0.keys().map(String::as_str).collect();
        assert_eq!(languages, ["en", "fr"], "{what}");
        assert!(
            text.0.values().all(|text| !text.trim().is_empty()),
            "{what}"
        );
        let french = &text.0["fr"];
        for sign in [" :", " ;", " !", " ?", " »", "« "] {
            assert!(
                !french.contains(sign),
                "{what}: a plain space in {french:?}"
            );
        }
    }
    for label in &codebook.labels {
        for lang in ["en", "fr"] {
            assert_eq!(label.letter.0[lang].chars().count(), 1);
            let of_language = label.examples.iter().filter(|e| e.language == lang);
            assert!(
                of_language.count() >= 3,
                "examples of {:?} in {lang}",
                label.key
            );
        }
    }
}

#[test]
fn examples_stand_in_their_articles() {
    let mut texts = BTreeMap::new();
    for label in &codebook().labels {
        for example in &label.examples {
            let text = texts
                .entry(example.article.clone())
                .or_insert_with(|| text_of(&root().join("seeds").join(&example.article)));
            let quote = &example.quote;
            assert!(
                text.as_str().contains(quote),
                "{}: {quote:?}",
                example.article
            );
            assert!(
                example
                    .article
                    .starts_with(&format!("{}/", example.language))
            );
            let note = example.note.0.get(&example.language);
            assert!(
                note.is_some_and(|note| !note.trim().is_empty()),
                "{quote:?}"
            );
        }
    }
}

#[test]
fn labels_can_be_told_apart() {
    let codebook = codebook();
    let keys: Vec<&str> = codebook.labels.iter().map(|l| l.key.as_str()).collect();
    assert_eq!(keys, ["fact", "opinion", "loaded"]);
    let layers: Vec<Layer> = codebook.labels.iter().map(|label| label.layer).collect();
    assert_eq!(layers, [Layer::Clause, Layer::Clause, Layer::Word]);
    for label in &codebook.labels {
        assert_eq!(label.overlap, Overlap::OtherLayerOrVoice);
        assert_eq!(palette::swatch(&label.color).token, label.color);
    }
    let colors: BTreeSet<&str> = codebook.labels.iter().map(|l| l.color.as_str()).collect();
    assert_eq!(colors.len(), codebook.labels.len());
    let patterns = codebook.labels.iter().map(|l| format!("{:?}", l.pattern));
    assert_eq!(
        patterns.collect::<BTreeSet<_>>().len(),
        codebook.labels.len()
    );
}

#[cfg(feature = "gui")]
#[test]
fn every_theme_knows_the_colours_of_labels() {
    use postil::ui::theme::{Theme, ThemeKind};
    for kind in [ThemeKind::Light, ThemeKind::Dark] {
        let theme = Theme::shipped(kind);
        for swatch in &palette::SWATCHES {
            let unknown = theme.mark("no such colour");
            let is_grey = swatch.token == "grey";
            assert_eq!(
                theme.mark(swatch.token) == unknown,
                is_grey,
                "{}",
                swatch.token
            );
        }
        for label in &codebook().labels {
            assert_ne!(
                theme.mark(&label.color),
                theme.mark("grey"),
                "{}",
                label.color
            );
        }
    }
}

/// Every run of so many words of a text, in lower case, without marks.
fn runs(text: &str, length: usize) -> BTreeSet<Vec<String>> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(length).map(<[String]>::to_vec).collect()
}

#[test]
fn nothing_is_taken_from_the_real_articles() {
    let Some(corpus) = common::corpus() else {
        return;
    };
    let mut real = BTreeSet::new();
    for path in common::articles(&corpus) {
        let text = std::fs::read_to_string(path).expect("a real article can be read");
        real.extend(runs(&text, 8));
    }
    assert!(real.len() > 1000);
    for (set, _) in SETS {
        for article in articles(set) {
            let own = runs(text_of(&article).as_str(), 8);
            let taken: Vec<String> = own.intersection(&real).map(|run| run.join(" ")).collect();
            assert!(taken.is_empty(), "{article:?}: {taken:?}");
        }
    }
}
