//! A screen in memory with a window manager, the program on it, and the hands that drive it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::picture::{Area, Picture};

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the tests are driven with; `.ci/setup test` brings it.
const TOOLS: [&str; 6] = [
    "Xvfb",
    "openbox",
    "xdotool",
    "import",
    "setxkbmap",
    "xkbcomp",
];

/// One window at a time: a screen is drawn by the processor.
static ONE: Mutex<()> = Mutex::new(());

/// A process that ends with its test.
struct Guarded(Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen with a window manager. Dropped in this order: what draws on the screen goes first.
pub struct Screen {
    program: Option<Guarded>,
    second: Option<Guarded>,
    _manager: Guarded,
    _server: Guarded,
    display: String,
    /// Home of the person, articles and saves, for a test's time.
    folder: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// Repeats something until it answers.
#[track_caller]
pub fn until<T>(what: &str, mut answer: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Screen {
    pub fn new() -> Self {
        let turn = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let path = std::env::var_os("PATH").unwrap_or_default();
        for tool in TOOLS {
            let found = std::env::split_paths(&path).any(|folder| folder.join(tool).is_file());
            assert!(
                found,
                "{tool} is missing; this brings it: sh .ci/setup test"
            );
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("home")).unwrap();
        // A free display number, as the server itself finds it.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x900x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = server.stdout.take().unwrap();
        let server = Guarded(server);
        let mut number = String::new();
        BufReader::new(out).read_line(&mut number).unwrap();
        let number: u32 = number.trim().parse().expect("a display number of Xvfb");
        let display = format!(":{number}");
        let manager = Command::new("openbox")
            .env("DISPLAY", &display)
            .env("HOME", folder.path().join("home"))
            .env_remove("XDG_CONFIG_HOME")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            program: None,
            second: None,
            _manager: Guarded(manager),
            _server: server,
            display,
            folder,
            _turn: turn,
        }
    }

    /// Puts an article into the folder.
    pub fn article(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn tool(&self, program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = Command::new(program)
            .args(arguments)
            .env("DISPLAY", &self.display)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .unwrap();
        output.status.success().then_some(output.stdout)
    }

    /// Calls xdotool.
    #[track_caller]
    pub fn hands(&self, arguments: &[&str]) {
        let done = self.tool("xdotool", arguments);
        assert!(done.is_some(), "xdotool {arguments:?}");
    }

    /// Puts another layout on the keyboard.
    pub fn keyboard(&self, layout: &str) {
        self.tool("setxkbmap", &[layout]).expect("setxkbmap");
        let now = self.tool("setxkbmap", &["-query"]).unwrap();
        let now = String::from_utf8(now).unwrap();
        assert!(
            now.lines()
                .any(|l| l.starts_with("layout:") && l.ends_with(layout)),
            "{now}"
        );
    }

    /// Opens the program on an article, and waits until its window has the keyboard and shows it.
    pub fn open(&mut self, article: &Path, title: &str, locale: &str) {
        self.program = Some(self.start(article, title, locale));
    }

    /// The same for a second window over the first.
    pub fn open_second(&mut self, article: &Path, title: &str, locale: &str) {
        self.second = Some(self.start(article, title, locale));
    }

    /// Windows with a title.
    fn windows(&self, title: &str) -> Vec<String> {
        let found = self.tool("xdotool", &["search", "--onlyvisible", "--name", title]);
        let found = String::from_utf8(found.unwrap_or_default()).unwrap();
        found.lines().map(str::to_owned).collect()
    }

    fn start(&self, article: &Path, title: &str, locale: &str) -> Guarded {
        let before = self.windows(title);
        let home = self.folder.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command
            .arg(article)
            .env("DISPLAY", &self.display)
            .env("HOME", &home)
            .env("POSTIL_SAVES", self.folder.path().join("saves"))
            .env("LC_ALL", locale)
            .env("LANGUAGE", locale.split('_').next().unwrap_or_default())
            // No dialogs of a desktop that may be running elsewhere.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        for variable in [
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XAUTHORITY",
        ] {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let program = Guarded(command.spawn().unwrap());
        until("a window with the article's title", || {
            let mut found = self.windows(title).into_iter();
            let id = found.find(|id| !before.contains(id))?;
            self.tool("xdotool", &["windowactivate", &id])?;
            let active = self.tool("xdotool", &["getactivewindow"])?;
            (String::from_utf8(active).ok()?.trim() == id).then_some(())
        });
        until("the text", || (self.look().rows().len() > 1).then_some(()));
        program
    }

    /// Ends the program as a power cut would.
    pub fn kill(&mut self) {
        drop(self.program.take().expect("a running program"));
    }

    /// The same for that of the second window.
    pub fn kill_second(&mut self) {
        drop(self.second.take().expect("a second window"));
    }

    /// What is on the screen.
    pub fn look(&self) -> Picture {
        let ppm = self.tool("import", &["-window", "root", "-depth", "8", "ppm:-"]);
        Picture::read(&ppm.expect("a picture of the screen"))
    }

    /// Keeps what is on the screen as a picture for people.
    pub fn keep(&self, name: &str) {
        let folder = artefacts();
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("window-{name}.png"));
        self.tool("import", &["-window", "root", &file.display().to_string()])
            .expect("a picture of the screen");
    }

    /// Looks until the screen is as it should be, and at rest.
    #[track_caller]
    pub fn see(&self, what: &str, holds: impl Fn(&Picture) -> bool) -> Picture {
        let mut before = self.look();
        let start = Instant::now();
        loop {
            let now = self.look();
            if holds(&now) && now.changed(&before, now.whole()) < 0.001 {
                return now;
            }
            before = now;
            if start.elapsed() > PATIENCE {
                self.keep("failed");
                panic!("looked in vain for {what}");
            }
        }
    }

    /// Drags over an area from its left to its right, until it is seen to be selected.
    #[track_caller]
    pub fn drag(&self, area: Area) {
        let y = area.middle().1;
        let (from, to) = (area.left + 1, area.right - 1);
        let y = y.to_string();
        let at = |x: u32| x.to_string();
        let plain = self.see("the page", |_| true);
        for _ in 0..6 {
            self.hands(&["mousemove", &at(from), &y, "mousedown", "1"]);
            for step in 1..=8 {
                // A hand needs time, and a frame must see the button go down before it moves.
                std::thread::sleep(Duration::from_millis(25));
                self.hands(&["mousemove", &at(from + (to - from) * step / 8), &y]);
            }
            std::thread::sleep(Duration::from_millis(25));
            self.hands(&["mouseup", "1"]);
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) {
                if self.look().changed(&plain, area) > 0.4 {
                    return;
                }
            }
        }
        self.keep("failed-drag");
        panic!("dragging over {area:?} selects nothing");
    }

    /// Presses a key by the character that it writes.
    pub fn key(&self, key: &str) {
        self.hands(&["key", "--clearmodifiers", key]);
    }
}

/// Where pictures for people go.
pub fn artefacts() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    target.expect("the target folder").join("artefacts")
}
