//! What this machine has of what the window needs.

#[cfg(all(unix, feature = "gui"))]
use std::net::{TcpStream, ToSocketAddrs as _};
#[cfg(all(unix, feature = "gui"))]
use std::os::unix::net::UnixStream;
#[cfg(all(unix, feature = "gui"))]
use std::path::PathBuf;
#[cfg(all(unix, feature = "gui"))]
use std::time::Duration;

use crate::i18n::Message;
use crate::msg;

/// The port of the X server number 0.
#[cfg(all(unix, feature = "gui"))]
const X11_PORT: u16 = 6000;

/// How long a display on another machine may take to answer.
#[cfg(all(unix, feature = "gui"))]
const PATIENCE: Duration = Duration::from_secs(3);

/// A system library that the window opens when it starts.
pub struct Library {
    /// Its file name.
    pub file: &'static str,
    /// The package that brings it on Debian and Ubuntu.
    pub package: &'static str,
}

const fn library(file: &'static str, package: &'static str) -> Library {
    Library { file, package }
}

/// For a window on X11. The last one being missing would end winit in a panic.
const X11: &[Library] = &[
    library("libX11.so.6", "libx11-6"),
    library("libX11-xcb.so.1", "libx11-xcb1"),
    library("libXcursor.so.1", "libxcursor1"),
    library("libXi.so.6", "libxi6"),
    library("libGL.so.1", "libgl1"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
];

/// For a window on Wayland.
const WAYLAND: &[Library] = &[
    library("libwayland-client.so.0", "libwayland-client0"),
    library("libwayland-egl.so.1", "libwayland-egl1"),
    library("libEGL.so.1", "libegl1"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
];

/// The display that the environment names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Wayland, preferred where both are named.
    Wayland,
    /// X11.
    X11,
}

impl Display {
    /// The one that a window would take.
    pub fn of_environment() -> Option<Self> {
        Self::of(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    }

    fn of(named: impl Fn(&str) -> bool) -> Option<Self> {
        if named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET") {
            Some(Self::Wayland)
        } else if named("DISPLAY") {
            Some(Self::X11)
        } else {
            None
        }
    }

    /// Its name with its number, as the environment gives it.
    pub fn shown(self) -> String {
        let value = |name: &str| {
            let value = std::env::var_os(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        };
        match self {
            Self::Wayland => format!("Wayland {}", value("WAYLAND_DISPLAY")),
            Self::X11 => format!("X11 {}", value("DISPLAY")),
        }
    }

    /// Whether something answers there, as far as that can be asked without a window.
    #[cfg(all(unix, feature = "gui"))]
    pub fn answers(self) -> bool {
        let value = |name: &str| std::env::var(name).unwrap_or_default();
        match self {
            // An open connection, which only the window may take up.
            Self::Wayland if !value("WAYLAND_SOCKET").is_empty() => true,
            Self::Wayland => {
                let runtime = PathBuf::from(value("XDG_RUNTIME_DIR"));
                // A whole path in the name replaces the folder.
                UnixStream::connect(runtime.join(value("WAYLAND_DISPLAY"))).is_ok()
            }
            Self::X11 => x11_answers(&value("DISPLAY")),
        }
    }

    /// Elsewhere the window needs no display of this kind.
    #[cfg(not(all(unix, feature = "gui")))]
    pub fn answers(self) -> bool {
        true
    }

    /// The libraries that a window needs there.
    pub fn libraries(self) -> &'static [Library] {
        match self {
            Self::Wayland => WAYLAND,
            Self::X11 => X11,
        }
    }
}

/// Whether an X server answers under a name such as `:0`, `:1.0` or `localhost:10.0`.
#[cfg(all(unix, feature = "gui"))]
fn x11_answers(name: &str) -> bool {
    if name.contains('/') {
        // A kind of its own, such as that of XQuartz: the window will find out.
        return true;
    }
    let Some((host, number)) = name.rsplit_once(':') else {
        return false;
    };
    let number = number.split('.').next().unwrap_or_default();
    let Ok(number) = number.parse::<u16>() else {
        return false;
    };
    let local = matches!(host, "" | "unix");
    let socket = format!("/tmp/.X11-unix/X{number}");
    if local && (answers_abstractly(&socket) || UnixStream::connect(&socket).is_ok()) {
        return true;
    }
    let Some(port) = number.checked_add(X11_PORT).filter(|_| host != "unix") else {
        return false;
    };
    let host = if local { "localhost" } else { host };
    let addresses = (host, port).to_socket_addrs().into_iter().flatten();
    { addresses }.any(|address| TcpStream::connect_timeout(&address, PATIENCE).is_ok())
}

/// Whether a socket without a file answers: most X servers have one, in other file systems too.
#[cfg(all(target_os = "linux", feature = "gui"))]
fn answers_abstractly(name: &str) -> bool {
    use std::os::linux::net::SocketAddrExt as _;
    let address = std::os::unix::net::SocketAddr::from_abstract_name(name);
    address.is_ok_and(|address| UnixStream::connect_addr(&address).is_ok())
}

#[cfg(all(unix, not(target_os = "linux"), feature = "gui"))]
fn answers_abstractly(_: &str) -> bool {
    false
}

/// Whether the system finds a library.
#[cfg(all(unix, feature = "gui"))]
pub fn is_there(library: &Library) -> bool {
    #[allow(
        unsafe_code,
        reason = "the only sure way to know is the way that the window takes"
    )]
    // SAFETY: these are well-known system libraries whose start-up code has no conditions; the
    // window opens the very same ones.
    unsafe {
        libloading::Library::new(library.file).is_ok()
    }
}

/// Elsewhere the window needs no libraries of this kind.
#[cfg(not(all(unix, feature = "gui")))]
pub fn is_there(_: &Library) -> bool {
    true
}

/// Whether a window can open, as far as can be seen beforehand.
///
/// # Errors
/// What is missing and what brings it.
#[cfg(feature = "gui")]
pub fn ready_for_window() -> Result<(), Message> {
    if cfg!(not(all(unix, not(target_os = "macos")))) {
        return Ok(());
    }
    let display = Display::of_environment().ok_or_else(|| msg!("window-missing-display"))?;
    if !display.answers() {
        return Err(msg!("window-display-silent", name = display.shown()));
    }
    all_there(display, is_there)
}

/// Whether a window finds its libraries.
#[cfg(feature = "gui")]
fn all_there(display: Display, is_there: impl Fn(&Library) -> bool) -> Result<(), Message> {
    match display
        .libraries()
        .iter()
        .find(|library| !is_there(library))
    {
        None => Ok(()),
        Some(missing) => Err(msg!(
            "window-missing-library",
            library = missing.file,
            package = missing.package
        )),
    }
}

/// What the line about a missing library says.
pub fn missing_line(library: &Library) -> Message {
    msg!(
        "doctor-library-none",
        library = library.file,
        package = library.package
    )
}

/// Programs that show file dialogs where no portal does.
pub fn dialog_program() -> Option<&'static str> {
    let path = std::env::var_os("PATH")?;
    #[allow(
        clippy::disallowed_methods,
        reason = "a look along PATH opens no file of a person"
    )]
    let has = |name: &str| std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    ["zenity"].into_iter().find(|name| has(name))
}

#[cfg(all(test, feature = "gui"))]
mod tests {
    use super::*;

    #[test]
    fn wayland_comes_first_and_x11_second() {
        let of = |names: &[&str]| Display::of(|name| names.contains(&name));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["DISPLAY"]), Some(Display::X11));
        assert_eq!(of(&["DISPLAY", "WAYLAND_DISPLAY"]), Some(Display::Wayland));
        assert_eq!(of(&["WAYLAND_SOCKET"]), Some(Display::Wayland));
    }

    #[test]
    fn each_missing_library_is_named_with_the_package_that_brings_it() {
        let setup = include_str!("../../.ci/setup");
        for display in [Display::X11, Display::Wayland] {
            assert_eq!(all_there(display, |_| true), Ok(()));
            for missing in display.libraries() {
                let said = all_there(display, |library| library.file != missing.file);
                let expected = msg!(
                    "window-missing-library",
                    library = missing.file,
                    package = missing.package
                );
                assert_eq!(said, Err(expected));
                // What the set-up script brings is the same.
                let check = format!("run|lib:{}|", missing.file);
                let line = setup.lines().find(|line| line.starts_with(&check));
                let package = line.and_then(|line| line.split('|').nth(3));
                assert_eq!(package, Some(missing.package), "{check}");
            }
        }
    }
}
