//! What has to be fast, measured beside egui's own `TextEdit` on the same text in the same run.
//!
//! `cargo bench --bench ratios` prints a line a goal, `goal NAME value limit ok` (or `short`), and then
//! the medians behind it, in milliseconds of CPU time. There is no screen: what is measured is the
//! program's own window (`PostilApp`) in `Context::run_ui` with tessellation, the accessibility tree
//! built, on articles that it opened from files. Goals are about the page (text, marks, margin and
//! rail); frames of the whole window stand in the table.

mod clock;
mod desk;
mod durable;
mod editing;
mod generate;
mod memory;
mod opening;
mod reanchor;
mod text_edit;
mod window;

use std::path::Path;

use desk::{Case, Desk};
use editing::Editing;
use memory::Memory;
use opening::Frames;
use postil::model::Codebook;
use text_edit::TextEdit;
use window::{Input, Opening, Program, Window};

fn main() -> std::io::Result<()> {
    let codebook = postil::store::default_codebook()
        .map_err(|problem| std::io::Error::other(format!("{problem:?}")))?;
    let mut arguments = std::env::args().skip(1);
    if let (Some(memory::CHILD), Some(article)) = (arguments.next().as_deref(), arguments.next()) {
        memory::child(Path::new(&article), codebook);
        return Ok(());
    }
    let only = std::env::var("POSTIL_BENCH").unwrap_or_default();
    if only == "durable" {
        return durable::print(&codebook);
    }
    let cases: [fn() -> Case; 7] = [
        || case("100 kB/1,000", generate::text(100_000, 1), 1_000),
        || case("1 MB/10,000", generate::text(1_000_000, 1), 10_000),
        || case("10 MB/100,000", generate::text(10_000_000, 1), 100_000),
        || {
            case(
                "100 MB/1,000,000",
                generate::text(100_000_000, 1),
                1_000_000,
            )
        },
        || case("dense 5 kB/10,000", generate::text(5_000, 1), 10_000),
        || case("10 MB line/1,000", generate::one_line(10_000_000, 1), 1_000),
        || case("1,000,000 empty/100", generate::empty_lines(1_000_000), 100),
    ];
    let mut rows = Vec::new();
    for make in cases {
        let case = make();
        if case.name.contains(&only) {
            rows.push(measure(&case, &codebook)?);
        }
    }
    let saving = editing::saving(20_000, &codebook)?;
    let bare = memory::measure(Path::new("-"));
    for goal in goals(&rows, saving.save.max(saving.wall)) {
        goal.print();
    }
    Goal {
        name: "reanchor_10k",
        value: reanchor::ten_thousand(),
        limit: 2000.0,
    }
    .print();
    print_rows(&rows);
    let mut empty = Window::new();
    let empty = clock::median((0..100).map(|_| empty.frame(Input::default(), |_| {})));
    println!();
    println!(
        "floor: an empty frame {empty:.4} ms; the program with nothing open {:.0} MB",
        bare.resident
    );
    println!(
        "20,000 spans of one reviewer: save {:.1} ms ({:.1} with the disk), load {:.1} ms",
        saving.save, saving.wall, saving.load
    );
    durable::print(&codebook)
}

fn case(name: &'static str, text: postil::text::SourceText, spans: usize) -> Case {
    Case { name, text, spans }
}

/// What was measured of one case.
struct Row {
    name: &'static str,
    bytes: usize,
    spans: usize,
    first: f64,
    opening: Opening,
    /// Reading and checking the text's file, and all files.
    floor: (f64, f64),
    frames: Frames,
    editing: Editing,
    /// The longest frame while the window changes.
    resize: f64,
    memory: Memory,
    edit: Option<TextEdit>,
}

fn measure(case: &Case, codebook: &Codebook) -> std::io::Result<Row> {
    let desk = Desk::new()?;
    let article = desk.write(case, codebook)?;
    let first = opening::first_frame(case, codebook, &desk, &article);
    let floor = opening::floor(&article);
    let memory = memory::measure(&article);
    let start = || Program::start(desk.home.clone(), codebook.clone());
    // The largest takes long enough to be measured but once.
    let more = if case.spans > 100_000 { 0 } else { 2 };
    let mut openings: Vec<Opening> = (0..more).map(|_| start().drop(article.clone())).collect();
    let mut program = start();
    openings.push(program.drop(article));
    openings.sort_by(|a, b| a.spans.total_cmp(&b.spans));
    // The annotations are already being read while the first frame waits for a busy machine.
    let text = clock::median(openings.iter().map(|opening| opening.text));
    let middle = openings.len() / 2;
    let opening = Opening {
        text,
        ..openings.swap_remove(middle)
    };
    let frames = opening::frames(&mut program);
    let resize = opening::resizing(&mut program);
    let editing = editing::measure(&mut program, codebook);
    let edits = ["100 kB/1,000", "1 MB/10,000", "10 MB/100,000"];
    Ok(Row {
        name: case.name,
        bytes: case.text.len(),
        spans: case.spans,
        first,
        opening,
        floor,
        frames,
        editing,
        resize,
        memory,
        edit: edits
            .contains(&case.name)
            .then(|| TextEdit::measure(case.text.as_str())),
    })
}

struct Goal {
    name: &'static str,
    value: f64,
    limit: f64,
}

impl Goal {
    fn print(&self) {
        let verdict = if self.value <= self.limit {
            "ok"
        } else {
            "short"
        };
        println!(
            "goal {} {:.4} {} {verdict}",
            self.name, self.value, self.limit
        );
    }
}

/// The goals, in milliseconds, megabytes or as ratios.
fn goals(rows: &[Row], save: f64) -> Vec<Goal> {
    let row = |name: &str| rows.iter().find(|row| row.name == name);
    let goal = |name, value, limit| Goal { name, value, limit };
    let mut goals = vec![goal("save_20k", save, 250.0)];
    let frame = |row: &Row| row.frames.idle.max(row.frames.scroll);
    let tags = |row: &Row| [row.editing.tag, row.editing.change, row.editing.undo];
    let (small, large, huge) = (
        row("100 kB/1,000"),
        row("10 MB/100,000"),
        row("100 MB/1,000,000"),
    );
    if let Some(large) = large {
        let edit = large.edit.as_ref().map_or(f64::NAN, |edit| edit.first);
        let room = 40.0 + 3.0 * large.bytes as f64 / 1e6 + 400.0 * large.spans as f64 / 1e6;
        goals.extend([
            goal("first_frame_vs_textedit", large.first / edit, 0.01),
            goal("disk_first_text", large.opening.text / edit, 0.05),
            goal("disk_all_spans", large.opening.spans / edit, 0.5),
            goal("frame_10m", frame(large), 0.5),
            goal("jump", large.frames.jump, 2.0),
            goal("tag_10m", clock::worst(tags(large)), 0.2),
            goal("memory_10m", large.memory.resident, room),
            goal("resize_10m", large.resize, 16.0),
        ]);
    }
    if let Some(huge) = huge {
        goals.push(goal("frame_100m", frame(huge), 0.5));
    }
    if let (Some(small), Some(large), Some(huge)) = (small, large, huge) {
        // As a share of what is allowed: half as much again as a short article, or 0.15 ms more.
        let allowed = |of: f64| (1.5 * of).max(of + 0.15);
        let share = [large, huge].map(|row| {
            let idle = row.frames.idle / allowed(small.frames.idle);
            idle.max(row.frames.scroll / allowed(small.frames.scroll))
        });
        goals.push(goal("frame_flat", clock::worst(share), 1.0));
        // In milliseconds more than in a hundredth of the article: a tenth of what a tag may cost, for
        // what is no longer in the processor's cache.
        let more = tags(large)
            .into_iter()
            .zip(tags(small))
            .map(|(large, small)| large - small);
        goals.push(goal("tag_flat", clock::worst(more), 0.02));
    }
    goals
}

fn print_rows(rows: &[Row]) {
    println!();
    println!(
        "median ms            in memory | files: text  all spans  longest frame   (floor: text, all)   wall"
    );
    for row in rows {
        let (opening, floor) = (&row.opening, row.floor);
        println!(
            "{:<20} {:>9.2} | {:>11.1} {:>10.1} {:>14.2}   {:>12.1} {:>7.1} {:>7.0}",
            row.name,
            row.first,
            opening.text,
            opening.spans,
            opening.worst_frame,
            floor.0,
            floor.1,
            opening.wall
        );
    }
    println!();
    println!(
        "median ms           page: idle  scroll   jump | window: idle scroll  resized | first change     tag  change    undo"
    );
    for row in rows {
        let (frames, editing) = (&row.frames, &row.editing);
        println!(
            "{:<20} {:>9.3} {:>7.3} {:>6.3} | {:>12.3} {:>6.3} {:>8.2} | {:>12.4} {:>7.4} {:>7.4} {:>7.4}",
            row.name,
            frames.idle,
            frames.scroll,
            frames.jump,
            frames.window_idle,
            frames.window_scroll,
            row.resize,
            editing.first,
            editing.tag,
            editing.change,
            editing.undo
        );
    }
    println!();
    println!("                    resident MB  peak MB | TextEdit ms: first   scroll     type");
    for row in rows {
        print!(
            "{:<20} {:>10.0} {:>8.0} |",
            row.name, row.memory.resident, row.memory.peak
        );
        match &row.edit {
            Some(edit) => println!(
                " {:>18.1} {:>8.2} {:>8.2}",
                edit.first, edit.scroll, edit.typed
            ),
            None => println!(),
        }
    }
}
