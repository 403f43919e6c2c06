//! Running the real program in a folder of its own, far from the person's.

#![allow(dead_code, reason = "each test takes a part")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A plain environment for English.
pub const ENGLISH: &str = "C.UTF-8";
/// And for French.
pub const FRENCH: &str = "fr_FR.UTF-8";

/// A person's machine: a home, a folder for saves, and a folder with articles, in which calls are made.
pub struct Place {
    root: TempDir,
}

impl Place {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["home", "articles", "saves", "tmp"] {
            std::fs::create_dir(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    /// Everything of it, the home too.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// A path in the folder with articles.
    pub fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root.path().join("articles").join(name)
    }

    /// Writes a file into the folder with articles.
    pub fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    /// The files in the folder with articles, sorted.
    pub fn files(&self) -> Vec<String> {
        names(&self.at(""))
    }

    /// The program, ready to be called; no display, no language but the one given.
    pub fn command(&self, locale: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        self.prepare(&mut command, locale);
        command
    }

    /// Puts a command into this place.
    pub fn prepare(&self, command: &mut Command, locale: &str) {
        command.env_clear().current_dir(self.at(""));
        for name in ["PATH", "LD_LIBRARY_PATH", "SYSTEMROOT"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        let home = self.root.path().join("home");
        command
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("POSTIL_SAVES", self.root.path().join("saves"))
            .env("TMPDIR", self.root.path().join("tmp"))
            .env("LC_ALL", locale)
            .stdin(Stdio::null());
    }

    /// Calls the program in English.
    #[track_caller]
    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Done {
        self.run_in(ENGLISH, arguments)
    }

    /// Calls the program in a language.
    #[track_caller]
    pub fn run_in<S: AsRef<OsStr>>(
        &self,
        locale: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Done {
        Done::of(self.command(locale).args(arguments).output().unwrap())
    }

    /// Marks a passage; gives the id.
    #[track_caller]
    pub fn tag(&self, file: &str, reviewer: &str, label: &str, more: &[&str]) -> String {
        let call = ["tag", file, "--reviewer", reviewer, "--label", label];
        self.run(call.iter().chain(more)).id()
    }

    /// What `list --format json` says.
    #[track_caller]
    pub fn list(&self, more: &[&str]) -> Vec<Value> {
        let call = ["list", "--format", "json"];
        self.run(call.iter().chain(more)).good().array()
    }
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// How a call ended.
#[derive(Debug)]
pub struct Done {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn of(output: Output) -> Self {
        let done = Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        // Never, whatever was asked: a panic, a key without a text, a log line, a place in our source.
        for sign in ["panicked", "RUST_BACKTRACE", "ERROR", ".rs:"] {
            assert!(!done.err.contains(sign), "{}", done.err);
        }
        done
    }

    /// Ended with a status.
    #[track_caller]
    pub fn status(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}\n{}", self.out, self.err);
        self
    }

    /// Ended well and had nothing to say.
    #[track_caller]
    pub fn good(self) -> Self {
        let done = self.status(0);
        assert_eq!(done.err, "");
        done
    }

    /// Says all this on standard error.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is not in: {}", self.err);
        }
        self
    }

    /// The id that stands alone on standard output.
    #[track_caller]
    pub fn id(self) -> String {
        let done = self.status(0);
        let id = done.out.strip_suffix('\n').unwrap();
        let shape = id.len() == 36 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        assert!(shape, "{:?}", done.out);
        id.to_owned()
    }

    /// The array on standard output.
    #[track_caller]
    pub fn array(&self) -> Vec<Value> {
        match serde_json::from_str(&self.out) {
            Ok(Value::Array(array)) => array,
            other => panic!("{other:?}: {}", self.out),
        }
    }
}
