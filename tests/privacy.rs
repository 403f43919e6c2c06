//! What is written can be handed on: no file names the machine, its user, or where things lie on it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Names nobody should find in a file.
const USER: &str = "somebody_secret";
const HOST: &str = "secret-machine";

/// Runs the program as that user, whose home and folders are below a folder.
#[track_caller]
fn postil(root: &Path, arguments: &[&str]) {
    let home = root.join("home").join(USER);
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .current_dir(root.join("articles"))
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("POSTIL_SAVES", root.join("saves"))
        .env("TMPDIR", root.join("tmp"))
        .env("USER", USER)
        .env("LOGNAME", USER)
        .env("USERNAME", USER)
        .env("HOSTNAME", HOST)
        .env("COMPUTERNAME", HOST)
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "postil {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("its entries too").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// What must not be found, beside the user and the host that the program was told.
fn secrets(root: &Path) -> Vec<String> {
    let mut secrets = vec![
        USER.to_owned(),
        HOST.to_owned(),
        root.to_string_lossy().into_owned(),
        // Where the program was built, and from where it was run.
        env!("CARGO_MANIFEST_DIR").to_owned(),
    ];
    // A real name of the machine that is a word may stand anywhere by chance.
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = host.trim();
    if host.len() >= 6 && host.contains(|c: char| !c.is_alphabetic()) {
        secrets.push(host.to_owned());
    }
    secrets
}

/// The secrets that stand in a file's bytes, as UTF-8 or UTF-16.
fn found_in(bytes: &[u8], secrets: &[String]) -> Vec<String> {
    let holds = |secret: &String| {
        let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [secret.as_bytes(), &wide]
            .iter()
            .any(|needle| bytes.windows(needle.len()).any(|part| part == *needle))
    };
    secrets
        .iter()
        .filter(|secret| holds(secret))
        .cloned()
        .collect()
}

#[test]
fn no_file_tells_whose_machine_it_was() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    for part in ["articles", "saves", "tmp", "home"] {
        std::fs::create_dir(root.join(part)).expect("a folder for the test");
    }
    std::fs::create_dir(root.join("home").join(USER)).expect("a home");
    let article = root.join("articles/tribune.txt");
    std::fs::write(&article, "Le maire a signé hier. C’est une honte.\n").expect("an article");

    // Named by its whole path, as a file manager does, and by its name.
    let whole = article.to_string_lossy().into_owned();
    let tag = ["tag", &whole, "--reviewer", "Alouette", "--label"];
    postil(
        root,
        &[&tag[..], &["fact", "--quote", "Le maire a signé hier"]].concat(),
    );
    postil(
        root,
        &[
            &tag[..],
            &[
                "opinion",
                "--chars",
                "23..38",
                "--voice",
                "Le chroniqueur",
                "--reason",
                "Un jugement",
            ],
        ]
        .concat(),
    );
    postil(root, &["done", &whole, "--reviewer", "Alouette"]);
    let out = root.join("out").to_string_lossy().into_owned();
    let formats = postil::export::Format::all();
    for row in formats {
        postil(
            root,
            &["export", &whole, "--format", row.key, "--out", &out],
        );
        let near = ["export", ".", "--format", row.key, "--out", "copies"];
        postil(root, &near);
    }
    postil(root, &["check", &whole]);
    postil(root, &["list", &whole]);

    let secrets = secrets(root);
    let mut written = Vec::new();
    files(root, &mut written);
    let names: Vec<String> = written
        .iter()
        .map(|path| {
            path.strip_prefix(root)
                .expect("it is below")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        names.iter().any(|name| name.ends_with(".ann.ron")),
        "{names:?}"
    );
    assert!(names.len() >= 2 + formats.len(), "{names:?}");
    // The one file that remembers places is for the window.
    assert!(
        !names.iter().any(|name| name.contains("recent")),
        "{names:?}"
    );
    for (path, name) in written.iter().zip(&names) {
        let bytes = std::fs::read(path).expect("what was written can be read");
        assert_eq!(found_in(&bytes, &secrets), [""; 0], "{name}");
    }
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let secrets = secrets(Path::new("/tmp/abc"));
    for text in [
        "by somebody_secret.",
        "file:///tmp/abc/d",
        "on secret-machine",
    ] {
        assert_eq!(found_in(text.as_bytes(), &secrets).len(), 1, "{text}");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found_in(&wide, &secrets).len(), 1, "{text}");
    }
    assert_eq!(found_in(b"nothing", &secrets), [""; 0]);
}
