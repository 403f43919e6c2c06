//! What this machine has of what the window needs.

use crate::i18n::Message;
use crate::msg;

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
        let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
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

    /// The libraries that a window needs there.
    pub fn libraries(self) -> &'static [Library] {
        match self {
            Self::Wayland => WAYLAND,
            Self::X11 => X11,
        }
    }
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
