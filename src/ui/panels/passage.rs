//! A passage with what stands around it, set in a few rows: as it was marked, and as it was found.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Context, Id, Label, Stroke, Ui};

use crate::anchor::{CONTEXT, Run, compare};
use crate::model::{Anchor, Annotation, SpanId};
use crate::text::{SourceText, TextRange};
use crate::ui::fonts;
use crate::ui::intent::Look;
use crate::ui::page::shown_text;

/// Bytes of a passage that are compared; the rest of a longer one is not shown.
const LONGEST: usize = 2000;
/// Bytes before the first difference from which a passage is cut at the front, and what stays of them.
const FRONT: usize = 160;
const KEPT: usize = 60;
/// Size of the words, in points.
const SIZE: f32 = 14.0;

/// Words, what stands around them, and which of them the other side lacks.
#[derive(Clone, Debug)]
pub struct Passage {
    before: String,
    words: String,
    after: String,
    runs: Vec<Run>,
    /// What those look like that differ.
    side: Side,
}

/// Which side of a change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

impl Passage {
    /// As it was marked, with nothing to compare it with.
    pub fn marked(anchor: &Anchor) -> Self {
        let words = head(&anchor.quote).to_owned();
        let runs = vec![Run {
            bytes: 0..words.len(),
            differs: false,
        }];
        Self {
            before: anchor.prefix.to_string(),
            after: anchor.suffix.to_string(),
            words,
            runs,
            side: Side::Old,
        }
    }

    /// As it stands in a text.
    fn found(text: &SourceText, range: TextRange, runs: Vec<Run>) -> Self {
        let (before, after) = (
            &text.as_str()[..range.start()],
            &text.as_str()[range.end()..],
        );
        let first = before.char_indices().rev().nth(CONTEXT - 1);
        let last = after.char_indices().nth(CONTEXT);
        Self {
            before: before[first.map_or(0, |(byte, _)| byte)..].to_owned(),
            after: after[..last.map_or(after.len(), |(byte, _)| byte)].to_owned(),
            words: head(text.slice(range)).to_owned(),
            runs,
            side: Side::New,
        }
    }

    /// Whether nothing tells two passages apart, in their words or around them.
    pub fn reads_like(&self, other: &Self) -> bool {
        (&self.before, &self.words, &self.after) == (&other.before, &other.words, &other.after)
    }

    /// Bytes that are left out at the front, so that the first difference is in sight.
    fn cut(&self, rows: usize) -> usize {
        let first = self.runs.iter().find(|run| run.differs);
        let first = first.map_or(0, |run| run.bytes.start);
        let (front, kept) = if rows > 1 {
            (FRONT, KEPT)
        } else {
            (KEPT / 3, KEPT / 6)
        };
        match first > front {
            true => self.words.floor_char_boundary(first - kept),
            false => 0,
        }
    }
}

fn head(words: &str) -> &str {
    &words[..words.floor_char_boundary(LONGEST)]
}

/// What a comparison was made of.
type Compared = ((SpanId, Arc<str>, TextRange), Arc<(Passage, Passage)>);

/// A span's words as they were marked and as they were found, compared once for as long as they are
/// shown.
pub fn compared(
    ctx: &Context,
    text: &SourceText,
    span: &Annotation,
    to: TextRange,
) -> (Passage, Passage) {
    let memory = Id::unique("passages");
    let key = (span.id, text.shared_hash(), to);
    let known: Option<Compared> = ctx.data(|data| data.get_temp(memory));
    if let Some((_, both)) = known.filter(|(of, _)| *of == key) {
        return (both.0.clone(), both.1.clone());
    }
    let (old, new) = compare(head(&span.anchor.quote), head(text.slice(to)));
    let marked = Passage {
        runs: old,
        ..Passage::marked(&span.anchor)
    };
    let both = (marked, Passage::found(text, to, new));
    let kept: Compared = (key, Arc::new(both.clone()));
    ctx.data_mut(|data| data.insert_temp(memory, kept));
    both
}

/// Shows a passage under a name, in so many rows at most.
pub fn show(ui: &mut Ui, look: Look<'_>, name: &str, passage: &Passage, rows: usize) {
    let theme = look.theme;
    let face = look.preferences.face.regular(SIZE);
    let mut job = LayoutJob {
        wrap: TextWrapping {
            max_width: ui.available_width(),
            max_rows: rows,
            ..TextWrapping::default()
        },
        ..LayoutJob::default()
    };
    let quiet = TextFormat::simple(face.clone(), theme.muted);
    let strong = TextFormat::simple(fonts::ui_strong(12.0), theme.muted);
    job.append(&format!("{name}  "), 0.0, strong);
    let cut = passage.cut(rows);
    let line = |words: &str| shown_text(&words.replace('\n', " "));
    match cut {
        // In a single row there is room for the words alone.
        0 if rows == 1 => {}
        0 => job.append(&format!("…{}", line(&passage.before)), 0.0, quiet.clone()),
        _ => job.append("…", 0.0, quiet.clone()),
    }
    for run in &passage.runs {
        let bytes = run.bytes.start.max(cut)..run.bytes.end;
        if bytes.is_empty() {
            continue;
        }
        let plain = TextFormat::simple(face.clone(), theme.ink);
        let format = match (run.differs, passage.side) {
            (false, _) => plain,
            // Told apart by more than colour.
            (true, Side::Old) => TextFormat {
                strikethrough: Stroke::new(1.0, theme.error),
                color: theme.error,
                ..plain
            },
            (true, Side::New) => TextFormat {
                underline: Stroke::new(1.5, theme.ok),
                color: theme.ok,
                ..plain
            },
        };
        job.append(&line(&passage.words[bytes]), 0.0, format);
    }
    job.append(&format!("{}…", line(&passage.after)), 0.0, quiet);
    ui.add(Label::new(job).selectable(false));
}
