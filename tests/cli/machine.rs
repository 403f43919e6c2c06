//! What the machine refuses: read-only folders, no display; and what `doctor` says about it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::TEXT;
use crate::program::{Done, ENGLISH, FRENCH, Place, names};

/// A folder that can't be written while this lives, and the way to run the program so that it can't.
struct ReadOnly {
    folder: PathBuf,
    means: Means,
}

enum Means {
    /// The mode alone: enough unless one is root.
    Mode,
    /// A read-only mount that only the called program sees.
    Mount,
    /// The file system's own mark.
    Mark,
}

const MOUNT: &str = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";

impl ReadOnly {
    /// `None`, with a word on why, where this machine lets nobody do it.
    fn make(folder: &Path) -> Option<Self> {
        let all = [Means::Mode, Means::Mount, Means::Mark];
        for means in all {
            let made = Self {
                folder: folder.to_owned(),
                means,
            };
            if made.close() && made.is_closed() {
                return Some(made);
            }
        }
        eprintln!("skipped: neither modes, mounts nor chattr make a folder read-only here");
        None
    }

    fn close(&self) -> bool {
        match self.means {
            Means::Mode => set_writable(&self.folder, false),
            Means::Mount => true,
            Means::Mark => chattr("+i", &self.folder),
        }
    }

    fn is_closed(&self) -> bool {
        let test = self.folder.join("test");
        let mut touch = self.wrapped(Path::new("touch"));
        let output = touch.arg(&test).output();
        // Not merely that the wrapper fails.
        let mut look = self.wrapped(Path::new("ls"));
        let looks = look
            .arg(&self.folder)
            .output()
            .is_ok_and(|output| output.status.success());
        let written = output.is_ok_and(|output| output.status.success());
        let left = std::fs::remove_file(&test).is_ok();
        looks && !written && !left
    }

    fn wrapped(&self, program: &Path) -> Command {
        match self.means {
            Means::Mount => {
                let mut command = Command::new("unshare");
                command
                    .args(["-m", "sh", "-c", MOUNT])
                    .arg(&self.folder)
                    .arg(program);
                command
            }
            _ => Command::new(program),
        }
    }

    fn run(&self, place: &Place, arguments: &[&str]) -> Done {
        let mut command = self.wrapped(Path::new(env!("CARGO_BIN_EXE_postil")));
        place.prepare(&mut command, ENGLISH);
        // Within the mount the folder must be entered anew.
        command.current_dir(place.root());
        Done::of(command.args(arguments).output().unwrap())
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        match self.means {
            Means::Mode => drop(set_writable(&self.folder, true)),
            Means::Mount => {}
            Means::Mark => drop(chattr("-i", &self.folder)),
        }
    }
}

fn set_writable(folder: &Path, writable: bool) -> bool {
    let Ok(about) = std::fs::metadata(folder) else {
        return false;
    };
    let mut mode = about.permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        mode.set_mode(if writable { 0o755 } else { 0o555 });
    }
    #[cfg(not(unix))]
    mode.set_readonly(!writable);
    std::fs::set_permissions(folder, mode).is_ok()
}

fn chattr(what: &str, folder: &Path) -> bool {
    let done = Command::new("chattr").arg(what).arg(folder).output();
    done.is_ok_and(|output| output.status.success())
}

#[test]
fn a_read_only_folder_falls_back_to_saves() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.write("b.txt", TEXT);
    let Some(closed) = ReadOnly::make(&place.at("")) else {
        return;
    };
    let saves = place.root().join("saves");
    let tag = |file: &str, chars: &str| {
        let call = [
            "tag",
            file,
            "--reviewer",
            "R",
            "--label",
            "fact",
            "--chars",
            chars,
        ];
        let done = closed.run(&place, &call).status(0).says(&[
            "note: ",
            "saves",
            "The folder of the article cannot be written",
        ]);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        done.id()
    };
    let ids = [
        tag("articles/a.txt", "10..18"),
        tag("articles/a.txt", "48..56"),
        tag("articles/b.txt", "0..8"),
    ];
    closed
        .run(&place, &["done", "articles/a.txt", "--reviewer", "R"])
        .status(0)
        .says(&["note: "]);
    let list = closed
        .run(&place, &["list", "articles", "--format", "json"])
        .good()
        .array();
    let listed: Vec<_> = list.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(listed, ids);
    closed
        .run(&place, &["check", "articles"])
        .status(0)
        .says(&["2 articles, 2 readings, 3 marks"]);
    closed
        .run(
            &place,
            &["export", "articles", "--format", "csv", "--out", "out"],
        )
        .status(0);
    assert_eq!(
        std::fs::read_to_string(place.root().join("out/a.txt.csv"))
            .unwrap()
            .lines()
            .count(),
        3
    );
    let said = closed
        .run(
            &place,
            &["export", "articles", "--format", "csv", "--out", "articles"],
        )
        .status(3);
    assert_eq!(
        said.err
            .matches("error: articles: You are not allowed")
            .count(),
        1,
        "{}",
        said.err
    );
    assert_eq!(names(&place.at("")), ["a.txt", "b.txt"]);
    let folders = names(&saves);
    assert_eq!(folders.len(), 1, "{folders:?}");
    let files = names(&saves.join(&folders[0]));
    assert_eq!(files, ["a.txt.R.ann.ron", "b.txt.R.ann.ron"]);
    // One person, though neither file is beside its article.
    let id = |file: &str| {
        let text = std::fs::read_to_string(saves.join(&folders[0]).join(file)).unwrap();
        text.split_once("\"R\", id: \"").unwrap().1[..36].to_owned()
    };
    assert_eq!(id("a.txt.R.ann.ron"), id("b.txt.R.ann.ron"));
    // A fault there is found, too.
    std::fs::write(saves.join(&folders[0]).join("b.txt.S.ann.ron"), "(").unwrap();
    closed
        .run(&place, &["check", "articles"])
        .status(1)
        .says(&["b.txt.S.ann.ron:1:"]);
    std::fs::remove_file(saves.join(&folders[0]).join("b.txt.S.ann.ron")).unwrap();
    // Once the folder can be written, what was kept is still read, and moves beside the article.
    drop(closed);
    assert_eq!(place.list(&["."]).len(), 3);
    place.tag("a.txt", "R", "fact", &["--chars", "0..8"]);
    assert_eq!(place.list(&["a.txt"]).len(), 3);
    assert!(place.read("a.txt.R.ann.ron").contains("status: \"done\""));
    assert_eq!(place.read("a.txt"), TEXT);
}

#[test]
fn where_saves_cannot_be_written_either_the_status_says_so() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    // A file where the folder should be.
    std::fs::remove_dir(place.root().join("saves")).unwrap();
    std::fs::write(place.root().join("saves"), "").unwrap();
    let Some(closed) = ReadOnly::make(&place.at("")) else {
        return;
    };
    let call = [
        "tag",
        "articles/a.txt",
        "--reviewer",
        "R",
        "--label",
        "fact",
        "--chars",
        "0..8",
    ];
    let done = closed
        .run(&place, &call)
        .status(3)
        .says(&["error: ", "saves"]);
    assert_eq!(done.out, "");
}

#[cfg(all(unix, feature = "gui", not(target_os = "macos")))]
#[test]
fn without_a_display_a_sentence_names_the_way_without_a_window() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    let nowhere = [
        &[][..],
        &[("DISPLAY", ":4242")],
        &[("DISPLAY", "nonsense")],
        &[("DISPLAY", "localhost:42.0")],
        &[("WAYLAND_DISPLAY", "wayland-42")],
        &[
            ("WAYLAND_DISPLAY", "wayland-42"),
            ("DISPLAY", ":4242"),
            ("XDG_RUNTIME_DIR", "/nonexistent"),
        ],
        &[("DISPLAY", ""), ("WAYLAND_DISPLAY", "")],
    ];
    for set in nowhere {
        for call in [&["a.txt"][..], &["."], &[]] {
            for (locale, start) in [
                (ENGLISH, "error: the window can't open: "),
                (
                    FRENCH,
                    "erreur\u{a0}: la fenêtre ne peut pas s’ouvrir\u{a0}: ",
                ),
            ] {
                let mut command = place.command(locale);
                command.envs(set.iter().copied()).args(call);
                let done = Done::of(command.output().unwrap()).status(3);
                let done = done.says(&[
                    start,
                    "postil tag",
                    "postil list",
                    "postil export",
                    "postil --help",
                ]);
                assert_eq!(
                    (done.out.as_str(), done.err.lines().count()),
                    ("", 1),
                    "{}",
                    done.err
                );
                if let Some((_, name)) = set.first().filter(|(_, name)| !name.is_empty()) {
                    assert!(done.err.contains(name), "{}", done.err);
                }
            }
        }
    }
    // What is not there is said first.
    place
        .run(["none.txt"])
        .status(1)
        .says(&["none.txt: There is no such file"]);
    assert_eq!(place.files(), ["a.txt"]);
}

#[test]
fn the_doctor_says_a_line_each() {
    let place = Place::new();
    for (locale, lines) in [
        (
            ENGLISH,
            [
                "ok       codebook \"Fact, opinion, loaded language\": 3 labels",
                "ok       main job: one article opened",
                "ok       may write in ",
            ],
        ),
        (
            FRENCH,
            [
                "ok       guide «\u{a0}Fait, opinion, langage connoté\u{a0}»\u{a0}: 3 étiquettes",
                "ok       travail principal\u{a0}: un article",
                "ok       écriture possible dans ",
            ],
        ),
    ] {
        let done = place.run_in(locale, ["doctor"]).status(3);
        for line in lines {
            assert!(done.out.contains(line), "{line}: {}", done.out);
        }
        let (bad, display) = match locale {
            ENGLISH => ("MISSING  ", "display: none found"),
            _ => ("MANQUE   ", "écran\u{a0}: aucun"),
        };
        let marks = ["ok       ", "note     ", bad];
        assert!(
            done.out
                .lines()
                .skip(1)
                .all(|line| marks.iter().any(|mark| line.starts_with(mark))),
            "{}",
            done.out
        );
        if cfg!(all(feature = "gui", target_os = "linux")) {
            assert!(
                done.out.contains(&format!("{bad}{display}")),
                "{}",
                done.out
            );
            assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        }
        let home = place.root().join("home");
        for folder in [
            place.root().join("saves"),
            home.join("data/postil"),
            home.join("config/postil"),
        ] {
            assert!(
                done.out.contains(&folder.display().to_string()),
                "{}",
                done.out
            );
        }
    }
    assert_eq!(
        names(&place.root().join("tmp")),
        Vec::<String>::new(),
        "nothing is left over"
    );
    assert_eq!(names(&place.root().join("saves")), Vec::<String>::new());
    assert_eq!(place.files(), Vec::<String>::new());
    let mut command = place.command(ENGLISH);
    let done = Done::of(
        command
            .env("DISPLAY", ":4242")
            .arg("doctor")
            .output()
            .unwrap(),
    )
    .status(3);
    assert!(
        done.out
            .contains("MISSING  display: nothing answers at X11 :4242"),
        "{}",
        done.out
    );
    // Where the settings can't be written, that is said, and the rest goes on.
    std::fs::remove_dir_all(place.root().join("home/config")).unwrap();
    std::fs::write(place.root().join("home/config"), "").unwrap();
    let done = place.run(["doctor"]).status(3);
    assert!(
        done.out.contains("MISSING  can't write in ") && done.out.contains("ok       main job"),
        "{}",
        done.out
    );
}
