//! Articles and readings for the tests of this layer.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::{ExportContext, ExportInput, ExportOptions};
use crate::anchor::describe;
use crate::i18n::{Catalogue, Lang};
use crate::model::*;
use crate::text::{Granularity, SourceText, TextRange};

pub const NOW: &str = "2025-03-04T05:06:07Z";

pub fn local(en: &str, fr: &str) -> LocalText {
    let texts = [("en", en), ("fr", fr)].map(|(k, v)| (k.to_owned(), v.to_owned()));
    LocalText(BTreeMap::from(texts))
}

pub fn article(file: &str, text: &str) -> Article {
    Article {
        file_name: file.to_owned(),
        text: SourceText::new(text),
        encoding: EncodingNote {
            name: "UTF-8",
            bom: false,
            chosen: false,
            damaged: false,
        },
        importer: Importer {
            name: "plain-text".to_owned(),
            version: 1,
        },
        meta: ArticleMeta::default(),
    }
}

fn label(key: &str, names: [&str; 2], color: &str, pattern: Pattern, layer: Layer) -> Label {
    let letter = |name: &str| name[..1].to_owned();
    Label {
        key: LabelKey::from(key),
        aliases: Vec::new(),
        name: local(names[0], names[1]),
        letter: local(&letter(names[0]), &letter(names[1])),
        color: color.to_owned(),
        pattern,
        layer,
        snap: Granularity::Word,
        overlap: Overlap::Any,
        claims: key == "fact",
        definition: LocalText::default(),
        rules: Vec::new(),
        examples: Vec::new(),
    }
}

/// The three labels of the default codebook.
pub fn codebook() -> Codebook {
    let mut labels = vec![
        label(
            "fact",
            ["Fact", "Fait"],
            "blue",
            Pattern::Solid,
            Layer::Clause,
        ),
        label(
            "opinion",
            ["Opinion", "Opinion"],
            "amber",
            Pattern::Hatched,
            Layer::Clause,
        ),
        label(
            "loaded",
            ["Loaded language", "Connoté"],
            "magenta",
            Pattern::Wavy,
            Layer::Word,
        ),
    ];
    let definitions = [
        (
            "A clause that evidence could confirm or refute for readers of any politics. It may be false, negative, unsourced or reported.",
            "Proposition qu’une preuve peut confirmer ou infirmer, quelles que soient les convictions du lecteur ; elle peut être fausse, niée, non sourcée ou rapportée.",
        ),
        (
            "Evaluation, interpretation, unsourced causal inference, forecast, norm, imputed motive.",
            "Jugement, interprétation, cause affirmée sans source, pronostic, norme, intention prêtée.",
        ),
        (
            "The shortest wording that carries emotion or attitude and could be replaced by a neutral synonym without losing information.",
            "Le plus petit groupe de mots porteur d’émotion ou d’attitude, remplaçable par un terme neutre sans perte d’information.",
        ),
    ];
    for (label, (en, fr)) in labels.iter_mut().zip(definitions) {
        label.definition = local(en, fr);
    }
    Codebook {
        id: "media-literacy".to_owned(),
        revision: "1".to_owned(),
        title: local("Media literacy", "Éducation aux médias"),
        about: LocalText::default(),
        labels,
        rules: Vec::new(),
        statuses: vec![Status {
            key: "unverified".to_owned(),
            name: local("unverified", "non vérifié"),
        }],
        hash: "0123456789abcdef".repeat(4),
    }
}

pub fn reading(article: &Article, name: &str) -> Reading {
    let reviewer = Reviewer {
        name: name.to_owned(),
        id: Uuid::from_u128(name.bytes().fold(7, |sum: u128, b| {
            sum.wrapping_mul(31).wrapping_add(u128::from(b))
        })),
    };
    let source = SourceRef {
        file: article.file_name.clone(),
        text_hash: Arc::from(article.text.hash()),
        importer: article.importer.clone(),
    };
    Reading::new(reviewer, codebook().reference(), source)
}

pub fn annotation(article: &Article, number: u128, label: &str, range: TextRange) -> Annotation {
    let time: Timestamp = NOW.parse().unwrap();
    Annotation {
        id: SpanId(Uuid::from_u128(number)),
        label: LabelKey::from(label),
        anchor: describe(&article.text, range),
        refused: None,
        voice: Voice::Author,
        confidence: Confidence::Sure,
        reason: String::new(),
        claim: None,
        created: time,
        modified: time,
    }
}

/// A reading whose spans stand as `(label, words)`, the words each time where they first appear.
pub fn reading_of(article: &Article, name: &str, spans: &[(&str, &str)]) -> Reading {
    let mut reading = reading(article, name);
    for (label, words) in spans {
        let start = article.text.as_str().find(words).unwrap();
        let range = article.text.clamp(start..start + words.len());
        let number = reading.reviewer.id.as_u128().wrapping_mul(1000) + reading.spans.len() as u128;
        let span = annotation(article, number, label, range);
        reading.spans.insert(Arc::new(span));
    }
    reading
}

/// Runs `write` with an export of these readings by the three-label codebook.
pub fn with_input<T>(
    article: &Article,
    readings: &[Reading],
    lang: Lang,
    write: impl FnOnce(&ExportContext<'_>, &ExportInput<'_>) -> T,
) -> T {
    let (codebook, catalogue) = (codebook(), Catalogue::new(lang));
    let context = ExportContext {
        catalogue: &catalogue,
        now: NOW.parse().unwrap(),
        version: "0.1.0",
        options: ExportOptions::default(),
    };
    let elsewhere = Default::default();
    let input = ExportInput {
        article,
        readings: readings.iter().collect(),
        elsewhere: &elsewhere,
        codebook: &codebook,
    };
    write(&context, &input)
}
