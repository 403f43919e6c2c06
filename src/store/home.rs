//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// Name of our folders among those of other programs.
const FOLDER: &str = "postil";

/// Name of our folder in a person's documents, for people.
const DOCUMENTS_FOLDER: &str = "Postil";

/// The folders that the program uses. They may not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Codebooks and other data of the program, where they are not only within it.
    pub assets: Option<PathBuf>,
    /// The articles that come with the program.
    pub seeds: Option<PathBuf>,
    /// Review sessions, exports, and annotations whose own folder can't be written.
    pub saves: PathBuf,
    /// What the machine remembers and may lose.
    pub data: PathBuf,
    /// The person's settings.
    pub config: PathBuf,
}

/// What [`Home::locate`] goes by: everything that depends on the machine.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The running program's file.
    pub program: Option<PathBuf>,
    /// The package's folder as Cargo names it to a program that it runs.
    pub package: Option<PathBuf>,
    /// The current folder.
    pub current: Option<PathBuf>,
    /// The person's documents.
    pub documents: Option<PathBuf>,
    /// Where the person's programs keep data.
    pub data: Option<PathBuf>,
    /// Where the person's programs keep settings.
    pub config: Option<PathBuf>,
    /// The variable `POSTIL_SAVES`: a folder to be used as `saves/`.
    pub saves: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_process() -> Self {
        let home = etcetera::home_dir().ok();
        let base = etcetera::choose_base_strategy().ok();
        let path = |name| {
            env::var_os(name)
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        let config = base.as_ref().map(|base| base.config_dir());
        Self {
            program: env::current_exe().ok(),
            package: path("CARGO_MANIFEST_DIR"),
            current: env::current_dir().ok(),
            documents: home.map(|home| {
                documents_named(config.as_deref(), &home).unwrap_or_else(|| home.join("Documents"))
            }),
            data: base.as_ref().map(|base| base.data_dir()),
            config,
            saves: path("POSTIL_SAVES"),
        }
    }
}

/// The documents folder that the desktop set, in its own language.
fn documents_named(config: Option<&Path>, home: &Path) -> Option<PathBuf> {
    let bytes = super::disk::read_bytes(&config?.join("user-dirs.dirs")).ok()?;
    documents_in(&String::from_utf8(bytes).ok()?, home)
}

/// The documents folder in the text of `user-dirs.dirs`: `XDG_DOCUMENTS_DIR="$HOME/Documents"`.
fn documents_in(text: &str, home: &Path) -> Option<PathBuf> {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let value = line.trim().trim_matches('"').replace("\\\"", "\"");
    match value.strip_prefix("$HOME") {
        // The desktop's way to say that there is none.
        Some(rest) if rest.trim_matches('/').is_empty() => None,
        Some(rest) => Some(home.join(rest.trim_start_matches('/'))),
        None => Some(PathBuf::from(value)).filter(|path| path.is_absolute()),
    }
}

impl Home {
    /// The folders of this process.
    pub fn find() -> Self {
        Self::locate(&Surroundings::of_process())
    }

    /// The folders in given surroundings.
    ///
    /// A checkout of the project is used as it is: the folder with `assets/codebooks`, `seeds` and
    /// `saves` above the running program, else the package's folder, else the current one. An
    /// installed program has its data in `share/postil` beside its `bin`, and its saves in the
    /// person's documents.
    pub fn locate(around: &Surroundings) -> Self {
        let above = around
            .program
            .iter()
            .flat_map(|program| program.ancestors());
        let others = around.package.iter().chain(&around.current);
        let checkout = above
            .chain(others.map(PathBuf::as_path))
            .find(|folder| is_checkout(folder));
        let temporary = || env::temp_dir().join(FOLDER);
        let own = |base: &Option<PathBuf>| match base {
            Some(base) => base.join(FOLDER),
            None => temporary(),
        };
        let shared = |name: &str| {
            let prefix = around.program.as_ref()?.parent()?.parent()?;
            let folder = prefix.join("share").join(FOLDER).join(name);
            folder.is_dir().then_some(folder)
        };
        let in_documents = || match &around.documents {
            Some(documents) => documents.join(DOCUMENTS_FOLDER).join("saves"),
            None => own(&around.data).join("saves"),
        };
        let at = |name: &str| checkout.map(|folder| folder.join(name));
        Self {
            assets: at("assets").or_else(|| shared("assets")),
            seeds: at("seeds").or_else(|| shared("seeds")),
            saves: (around.saves.clone())
                .or_else(|| at("saves"))
                .unwrap_or_else(in_documents),
            data: own(&around.data),
            config: own(&around.config),
        }
    }
}

fn is_checkout(folder: &Path) -> bool {
    let parts = ["assets/codebooks", "seeds", "saves"];
    parts.iter().all(|part| folder.join(part).is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkout_is_used_as_it_is() {
        let root = tempfile::tempdir().unwrap();
        for part in ["assets/codebooks", "seeds", "saves", "target/release"] {
            std::fs::create_dir_all(root.path().join(part)).unwrap();
        }
        let expected = root.path().join("saves");
        let program = root.path().join("target/release/postil");
        for around in [
            Surroundings {
                program: Some(program),
                ..Default::default()
            },
            Surroundings {
                package: Some(root.path().to_owned()),
                ..Default::default()
            },
            Surroundings {
                current: Some(root.path().to_owned()),
                ..Default::default()
            },
        ] {
            let home = Home::locate(&around);
            assert_eq!(home.saves, expected);
            assert_eq!(home.assets, Some(root.path().join("assets")));
        }
        let elsewhere = Surroundings {
            current: Some(root.path().to_owned()),
            saves: Some(PathBuf::from("mine")),
            ..Default::default()
        };
        assert_eq!(Home::locate(&elsewhere).saves, Path::new("mine"));
    }

    #[test]
    fn an_installed_program_uses_the_documents() {
        let root = tempfile::tempdir().unwrap();
        let path = |part: &str| Some(root.path().join(part));
        std::fs::create_dir_all(root.path().join("usr/share/postil/assets")).unwrap();
        let home = Home::locate(&Surroundings {
            program: path("usr/bin/postil"),
            documents: path("home/Dokumente"),
            data: path("home/.local/share"),
            config: path("home/.config"),
            ..Default::default()
        });
        assert_eq!(Some(home.saves), path("home/Dokumente/Postil/saves"));
        assert_eq!(Some(home.data), path("home/.local/share/postil"));
        assert_eq!(Some(home.config), path("home/.config/postil"));
        assert_eq!(home.assets, path("usr/share/postil/assets"));
        assert_eq!(home.seeds, None);
    }

    #[test]
    fn the_desktops_documents_folder_is_read() {
        let home = Path::new("/h");
        let read = |text| documents_in(text, home);
        let french =
            "# note\nXDG_DESKTOP_DIR=\"$HOME/Bureau\"\nXDG_DOCUMENTS_DIR=\"$HOME/Mes documents\"\n";
        assert_eq!(read(french), Some(PathBuf::from("/h/Mes documents")));
        assert_eq!(
            read("XDG_DOCUMENTS_DIR=\"/data/d\""),
            Some(PathBuf::from("/data/d"))
        );
        assert_eq!(read("XDG_DOCUMENTS_DIR=\"$HOME/\""), None);
        assert_eq!(read("XDG_DOCUMENTS_DIR=\"relative\""), None);
        assert_eq!(read(""), None);
    }
}
