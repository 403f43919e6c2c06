//! `postil tag`: marks one passage.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::report::Report;
use super::script::Script;
use super::text;
use crate::anchor::find_quote;
use crate::i18n::Message;
use crate::model::{
    Claim, Codebook, Confidence, LabelKey, NameProblem, Problem, Voice, check_name,
};
use crate::msg;
use crate::overlay::MarkKey;
use crate::session::{Doc, NewSpan, breaks_overlap_rule};
use crate::store::Home;
use crate::text::{CharRange, RangeError, SourceText, TextRange, trim_edges};

/// Runs it.
pub fn run(matches: &ArgMatches, home: &Home, report: &mut Report<'_>) {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return;
    };
    let name = match reviewer_name(matches) {
        Ok(name) => name,
        Err(what) => return report.usage(&what, Some("tag")),
    };
    let chars = match text(matches, "chars").map(|typed| (typed, parse_chars(typed))) {
        None => None,
        Some((_, Some(chars))) => Some(chars),
        Some((typed, None)) => {
            let what = msg!("usage-chars", value = typed.to_owned());
            return report.usage(&what, Some("tag"));
        }
    };
    let mut script = match Script::open(path, &name, home) {
        Ok(script) => script,
        Err(problem) => return report.problem(&problem),
    };
    let codebook = script.codebook();
    let label = match label(matches, &codebook) {
        Ok(label) => label,
        Err(what) => return report.usage(&what, Some("tag")),
    };
    let claim = match claim(matches, &codebook, &label) {
        Ok(claim) => claim,
        Err(what) => return report.usage(&what, Some("tag")),
    };
    let Some(open) = script.article() else {
        return;
    };
    let range = match chars {
        Some(chars) => by_chars(path, &open.article.text, chars),
        None => by_quote(matches, path, &open.article.text),
    };
    let range = match range {
        Ok(range) => range,
        Err(what) => return report.usage_of(path, &what, Some("tag")),
    };
    let range = match range {
        Ok(range) => range,
        Err(problem) => return report.problem(&problem),
    };
    let new = NewSpan {
        label,
        range,
        voice: text(matches, "voice").map(Voice::named).unwrap_or_default(),
        confidence: match matches.get_flag("unsure") {
            true => Confidence::Unsure,
            false => Confidence::Sure,
        },
        reason: text(matches, "reason").unwrap_or_default().to_owned(),
        claim,
    };
    report.problems(script.copies());
    let before = selected(&script);
    let saved = match script.doc(Doc::Add(new), home) {
        Ok(saved) => saved,
        Err(problem) => return report.problem(&problem),
    };
    let Some(id) = selected(&script).filter(|id| Some(id) != before.as_ref()) else {
        return;
    };
    match saved {
        Some(saved) => {
            if let Some(note) = saved.note() {
                report.problem(&note);
            }
            warn(&script, path, &codebook, id, report);
        }
        None => report.problem(&Problem::data(path, msg!("tag-already")).note()),
    }
    report.print(&format!("{id}\n", id = id.id));
}

/// The mark that was just made, or that was there already.
fn selected(script: &Script) -> Option<MarkKey> {
    script.article()?.selected
}

/// The pseudonym, or what is wrong with it.
pub fn reviewer_name(matches: &ArgMatches) -> Result<String, Message> {
    let typed = text(matches, "reviewer").unwrap_or_default();
    check_name(typed).map_err(|problem| match problem {
        NameProblem::Empty => msg!("name-empty"),
        NameProblem::LooksLikeEmail => msg!("name-email"),
    })
}

/// `A..B`.
fn parse_chars(typed: &str) -> Option<CharRange> {
    let (start, end) = typed.trim().split_once("..")?;
    Some(CharRange {
        start: start.parse().ok()?,
        end: end.parse().ok()?,
    })
}

fn label(matches: &ArgMatches, codebook: &Codebook) -> Result<LabelKey, Message> {
    let typed = text(matches, "label").unwrap_or_default();
    let key = LabelKey::from(typed);
    let known = codebook.labels.iter().map(|label| label.key.as_str());
    match codebook.label(&key) {
        // A label that was merged into another one gets no new spans.
        Some(label) => Ok(label.key.clone()),
        None => Err(msg!(
            "tag-label-unknown",
            codebook = &codebook.id,
            label = typed.to_owned(),
            known = known.collect::<Vec<_>>().join(", ")
        )),
    }
}

fn claim(
    matches: &ArgMatches,
    codebook: &Codebook,
    label: &LabelKey,
) -> Result<Option<Claim>, Message> {
    let Some(status) = text(matches, "claim-status") else {
        return Ok(None);
    };
    if !codebook.makes_claims(label) {
        return Err(msg!(
            "tag-status-facts-only",
            label = label.as_str().to_owned()
        ));
    }
    let known = codebook.statuses.iter().map(|status| status.key.as_str());
    if !known.clone().any(|key| key == status) {
        return Err(msg!(
            "tag-status-unknown",
            codebook = &codebook.id,
            status = status.to_owned(),
            known = known.collect::<Vec<_>>().join(", ")
        ));
    }
    Ok(Some(Claim {
        restatement: String::new(),
        status: status.to_owned(),
    }))
}

/// The place by its numbers; the outer error is one of the call, the inner one of the data.
fn by_chars(
    path: &Path,
    text: &SourceText,
    chars: CharRange,
) -> Result<Result<TextRange, Problem>, Message> {
    let shown = format!("{}..{}", chars.start, chars.end);
    if chars.start == chars.end {
        return Err(msg!("tag-range-empty", range = shown));
    }
    match text.from_chars(chars) {
        Ok(range) => Ok(Ok(range)),
        Err(RangeError::OutOfBounds { len }) => {
            let what = msg!("tag-range-outside", length = len, range = shown);
            Ok(Err(Problem::data(path, what)))
        }
        Err(RangeError::Inverted | RangeError::InsideCodePoint) => {
            Err(msg!("tag-range-inverted", range = shown))
        }
    }
}

/// The place of the words; the errors as above.
fn by_quote(
    matches: &ArgMatches,
    path: &Path,
    text: &SourceText,
) -> Result<Result<TextRange, Problem>, Message> {
    let quote = super::text(matches, "quote").unwrap_or_default();
    let nth = matches.get_one::<u64>("nth").copied();
    let found = find_quote(text, quote);
    let quote = quote.to_owned();
    let place = match nth {
        Some(nth) => usize::try_from(nth - 1).ok().and_then(|at| found.get(at)),
        None if found.len() > 1 => {
            return Err(msg!(
                "tag-quote-several",
                quote = quote,
                count = found.len()
            ));
        }
        None => found.first(),
    };
    Ok(match (place, nth) {
        (Some(range), _) => Ok(*range),
        (None, Some(nth)) if !found.is_empty() => {
            let nth = usize::try_from(nth).unwrap_or(usize::MAX);
            let what = msg!(
                "tag-nth-too-large",
                quote = quote,
                count = found.len(),
                nth = nth
            );
            Err(Problem::data(path, what))
        }
        (None, _) => Err(Problem::data(
            path,
            msg!("tag-quote-missing", quote = quote),
        )),
    })
}

/// Says which rules of the codebook the new mark breaks; it is kept all the same.
fn warn(script: &Script, path: &Path, codebook: &Codebook, mark: MarkKey, report: &mut Report<'_>) {
    let lang = report.texts().lang().tag();
    let Some((open, span)) = script
        .article()
        .and_then(|open| Some((open, open.own_span(mark.id)?)))
    else {
        return;
    };
    let Some(range) = open.overlay.get(mark).map(|mark| mark.range) else {
        return;
    };
    if trim_edges(&open.article.text, range) != range {
        report.problem(&Problem::data(path, msg!("tag-edges-rule")).note());
    }
    if let Some(other) = breaks_overlap_rule(codebook, open, range, span) {
        let what = msg!(
            "tag-overlap-rule",
            quote = other.anchor.quote.to_string(),
            label = codebook.label_name(&other.label, lang).to_owned()
        );
        report.problem(&Problem::data(path, what).note());
    }
}
