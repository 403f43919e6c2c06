//! The layers: which module may see which, and which crate may be named where.
//!
//! ```text
//! text ‖ i18n → model → anchor ‖ edit ‖ overlay ‖ agreement ‖ compare ‖ suggest → session
//!                       beside session: import ‖ export ‖ store
//!                       → job → cli ‖ ui
//! ```
//!
//! A module sees what is left of it, never sideways across ‖. Everything under `src/` is read, tests
//! within it too; only these may name any crate.

#[path = "common/source.rs"]
mod source;

use std::collections::BTreeSet;

use source::{Kind, Source, Token, sources};

/// The ground that nearly everything stands on.
const VALUES: &[&str] = &["text", "i18n", "model"];
/// Pure tools over values; none sees another.
const TOOLS: &[&str] = &[
    "anchor",
    "edit",
    "overlay",
    "agreement",
    "compare",
    "suggest",
];
/// What files need of them.
const FILE_TOOLS: &[&str] = &["anchor", "edit", "overlay"];

/// Every module, and the modules that it may see.
const TABLE: &[(&str, &[&[&str]])] = &[
    ("text", &[]),
    ("i18n", &[]),
    ("model", &[&["text", "i18n"]]),
    ("anchor", &[VALUES]),
    ("edit", &[VALUES]),
    ("overlay", &[VALUES]),
    ("agreement", &[VALUES]),
    ("compare", &[VALUES]),
    ("suggest", &[VALUES]),
    ("session", &[VALUES, TOOLS]),
    ("import", &[VALUES, FILE_TOOLS]),
    // Reports hold coefficients and comparisons.
    ("export", &[VALUES, FILE_TOOLS, &["agreement", "compare"]]),
    ("store", &[VALUES, FILE_TOOLS]),
    ("job", &[VALUES, TOOLS, FILES, &["session"]]),
    ("cli", &[VALUES, TOOLS, FILES, &["session", "job"]]),
    ("ui", &[VALUES, TOOLS, FILES, &["session", "job"]]),
    ("main", &[&["cli"]]),
];
/// What knows about files.
const FILES: &[&str] = &["import", "export", "store"];

/// Arrows that the table forbids, with the reason why they are there all the same.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "src/cli/window.rs",
        "ui",
        "the command line without a verb opens the window",
    ),
    (
        "src/cli/doctor.rs",
        "ui::fonts",
        "the doctor says whether the fonts in the program are whole",
    ),
];

/// Crates and parts of the standard library that may be named in some places only.
const CRATES: &[(&str, &[&str])] = &[
    ("egui", &["src/ui/"]),
    ("eframe", &["src/ui/"]),
    ("rfd", &["src/ui/"]),
    ("winit", &["src/ui/"]),
    ("ron", &["src/store/", "src/export/", "src/ui/theme.rs"]),
    // The lists of the command line are read by programs.
    (
        "serde",
        &[
            "src/store/",
            "src/export/",
            "src/ui/theme.rs",
            "src/cli/list.rs",
        ],
    ),
    ("serde_json", &["src/export/", "src/cli/"]),
    ("csv", &["src/export/"]),
    ("etcetera", &["src/store/"]),
    ("notify", &["src/store/"]),
    ("chardetng", &["src/import/"]),
    ("encoding_rs", &["src/import/"]),
    ("similar", &["src/anchor/"]),
    ("fluent_bundle", &["src/i18n/"]),
    ("intl_memoizer", &["src/i18n/"]),
    ("sys_locale", &["src/i18n/"]),
    ("unic_langid", &["src/i18n/"]),
    ("clap", &["src/cli/"]),
    ("libloading", &["src/cli/machine.rs"]),
    ("env_logger", &["src/main.rs"]),
    ("std::fs", &["src/store/"]),
    // Nothing of a person's goes out; the one connection asks whether a display answers.
    ("std::net", &["src/cli/machine.rs"]),
    ("std::process::Command", &["src/ui/"]),
];

/// A path that code names: `["crate", "ui", "fonts"]`.
struct Named<'a> {
    path: Vec<String>,
    token: &'a Token,
}

/// Every path in a file; `super` is followed to the root where it leads there.
fn paths(source: &Source) -> Vec<Named<'_>> {
    let tokens = &source.tokens;
    let mut named = Vec::new();
    // Of each open brace, whether it is that of a module.
    let mut braces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at].kind {
            Kind::Open('{') => braces
                .push(at >= 2 && tokens[at - 1].name().is_some() && tokens[at - 2].is_name("mod")),
            Kind::Close('}') => drop(braces.pop()),
            Kind::Name(_) if at == 0 || !tokens[at - 1].is_path_sign() => {
                let depth = source.module.len() + braces.iter().filter(|is| **is).count();
                expand(tokens, &mut at, &[], depth, &mut named);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    named
}

/// Reads the path at `at` with the groups in it, up to its end.
fn expand<'a>(
    tokens: &'a [Token],
    at: &mut usize,
    before: &[String],
    depth: usize,
    named: &mut Vec<Named<'a>>,
) {
    let mut path = before.to_vec();
    let first = *at;
    loop {
        match tokens.get(*at).map(|token| &token.kind) {
            Some(Kind::Name(name)) => path.push(name.clone()),
            Some(Kind::Sign('*')) if *at > first => path.push("*".to_owned()),
            Some(Kind::Open('{')) if *at > first => {
                *at += 1;
                while let Some(token) = tokens.get(*at) {
                    match &token.kind {
                        Kind::Close(_) => break,
                        Kind::Name(_) => expand(tokens, at, &path, depth, named),
                        Kind::Sign('*') => {
                            let all = [path.clone(), vec!["*".to_owned()]].concat();
                            named.push(at_root(all, token, depth));
                            *at += 1;
                        }
                        _ => *at += 1,
                    }
                }
                *at += 1;
                return;
            }
            _ => break,
        }
        *at += 1;
        if !tokens.get(*at).is_some_and(Token::is_path_sign) {
            break;
        }
        *at += 1;
    }
    named.push(at_root(path, &tokens[first], depth));
}

/// `super::super::x` as `crate::x` where it climbs to the root.
fn at_root(path: Vec<String>, token: &Token, depth: usize) -> Named<'_> {
    let from = usize::from(path.first().is_some_and(|first| first == "self"));
    let climbs = path[from..].iter().take_while(|part| *part == "super");
    let climbs = climbs.count();
    let path = if climbs > 0 && climbs == depth {
        [vec!["crate".to_owned()], path[from + climbs..].to_vec()].concat()
    } else {
        path
    };
    Named { path, token }
}

fn starts_with(path: &[String], prefix: &str) -> bool {
    let mut parts = prefix.split("::");
    let mut path = path.iter();
    parts.all(|part| path.next().is_some_and(|own| own == part))
}

/// The faults of a file; exceptions that it needed are noted in `used`.
fn faults(source: &Source, used: &mut BTreeSet<usize>) -> Vec<String> {
    let mut faults = Vec::new();
    let from = match source.module.first() {
        Some(module) => module.as_str(),
        None if source.path == "src/main.rs" => "main",
        // It only lists the modules.
        None => return faults,
    };
    let Some((_, sees)) = TABLE.iter().find(|(name, _)| *name == from) else {
        return vec![format!(
            "{}: the module {from} is not in the table of tests/layers.rs; add it to the table",
            source.path
        )];
    };
    for Named { path, token } in paths(source) {
        let place = source.place(token);
        for (name, places) in CRATES {
            let here = places.iter().any(|place| source.path.starts_with(place));
            if here || token.test || !starts_with(&path, name) {
                continue;
            }
            // A lone name is a variable or a field, unless it is that of an import.
            if path.len() > 1 || is_import(source, token) {
                let places = places.join(", ");
                faults.push(format!("{place}: {name} is only for {places}"));
            }
        }
        let to = match path.as_slice() {
            [root, to, ..] if root == "crate" || root == "postil" => to.as_str(),
            _ => continue,
        };
        let to = if to == "msg" { "i18n" } else { to };
        let excepted = EXCEPTIONS.iter().position(|(file, allowed, _)| {
            *file == source.path && starts_with(&path[1..], allowed)
        });
        if to == from || sees.iter().any(|group| group.contains(&to)) {
            continue;
        } else if let Some(exception) = excepted {
            used.insert(exception);
        } else if TABLE.iter().any(|(name, _)| *name == to) {
            faults.push(format!("{place}: {from} → {to} is forbidden"));
        } else {
            faults.push(format!(
                "{place}: {from} → {to}: {to} is not in the table of tests/layers.rs; add it to the table, or name the module that it is from"
            ));
        }
    }
    faults.dedup();
    faults
}

fn is_import(source: &Source, token: &Token) -> bool {
    let at = source
        .tokens
        .iter()
        .position(|other| std::ptr::eq(other, token));
    at.is_some_and(|at| at > 0 && matches!(source.tokens[at - 1].name(), Some("use" | "crate")))
}

#[test]
fn every_arrow_points_left() {
    let mut used = BTreeSet::new();
    let faults: Vec<String> = sources()
        .iter()
        .flat_map(|source| faults(source, &mut used))
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    for (at, (file, to, _)) in EXCEPTIONS.iter().enumerate() {
        assert!(
            used.contains(&at),
            "the exception for {file} → {to} is not needed any more"
        );
    }
}

/// Where a save passes: there, every call to the system is one that tests can fail.
const SAVES: &[&str] = &[
    "src/store/annotations/",
    "src/store/article_file.rs",
    "src/store/atomic.rs",
    "src/store/backups/",
    "src/store/codebook_save.rs",
    "src/store/disk.rs",
    "src/store/journal/",
    "src/store/lock.rs",
    "src/store/out.rs",
    "src/store/paths.rs",
    "src/store/recent.rs",
    "src/store/replace.rs",
    "src/store/session_file.rs",
    "src/store/settings.rs",
];

#[test]
fn a_save_calls_the_system_in_one_module_only() {
    let mut looked_at = BTreeSet::new();
    let mut faults = Vec::new();
    for source in &sources() {
        let Some(place) = SAVES.iter().find(|place| source.path.starts_with(**place)) else {
            continue;
        };
        looked_at.insert(place);
        for Named { path, token } in paths(source) {
            if starts_with(&path, "std::fs") && !token.test {
                let place = source.place(token);
                faults.push(format!(
                    "{place}: std::fs is for src/store/files/ in a save"
                ));
            }
        }
    }
    assert_eq!(looked_at.len(), SAVES.len(), "{looked_at:?}");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_module_of_the_library_has_its_place() {
    let sources = sources();
    let library = sources.iter().find(|source| source.path == "src/lib.rs");
    let tokens = &library.expect("there is a library").tokens;
    let modules: Vec<&str> = tokens
        .windows(2)
        .filter(|pair| pair[0].is_name("mod"))
        .filter_map(|pair| pair[1].name())
        .collect();
    assert!(modules.len() > 10, "{modules:?}");
    for module in modules {
        assert!(
            TABLE.iter().any(|(name, _)| *name == module),
            "src/lib.rs: the module {module} is not in the table of tests/layers.rs; add it to the table"
        );
    }
}

#[test]
fn the_table_itself_points_left() {
    for (at, (name, sees)) in TABLE.iter().enumerate() {
        for seen in sees.iter().copied().flatten() {
            let place = TABLE.iter().position(|(other, _)| other == seen);
            assert!(place.is_some_and(|place| place < at), "{name} → {seen}");
        }
    }
}

/// What the checker says of code at a path.
#[track_caller]
fn check(path: &str, code: &str, wanted: &[&str]) {
    let (source, _) = Source::parse(path, code);
    assert_eq!(faults(&source, &mut BTreeSet::new()), wanted, "{code}");
}

#[test]
fn the_checker_sees_every_way_to_name_a_module() {
    let fault = ["src/model/a.rs:1: model → store is forbidden"];
    for code in [
        "use crate::store;",
        "use crate::store::Home;",
        "use crate::{text, store};",
        "use crate::{text::{self, Range}, store::{Home, x::Y}};",
        "use {crate::text, crate::store};",
        "pub use crate::store::*;",
        "fn f() { let home = crate::store::Home::find(); }",
        "fn f() -> Vec<crate::store::Home> {}",
        "macro_rules! m { () => { $crate::store::find() } }",
        "fn f() { vec![crate::store::find()] }",
        "use super::super::store;",
        "use self::super::super::store::Home;",
        "mod tests { use super::super::super::store; }",
        "use super::super::{text, store::Home};",
        "#[cfg(test)] mod tests { use crate::store; }",
        "use postil::store;",
    ] {
        check("src/model/a.rs", code, &fault);
    }
    for code in [
        "use crate::{text::TextRange, msg};",
        "fn f() -> Message { crate::msg!(\"key\") }",
        "// crate::store\n/* crate::store */ const A: &str = \"crate::store\";",
        "/// See [`crate::store`].\npub(crate) fn f(store: u8) {}",
        "use super::store; use super::super::text;",
        "mod tests { use super::super::store; }",
        "fn f() { match x { Some(A { b, .. }) => store::c(), _ => {} } }",
        "fn f() { let store = state.store; store.close(); }",
    ] {
        check("src/model/a.rs", code, &[]);
    }
}

#[test]
fn the_checker_knows_each_layer() {
    let arrow = |path: &str, to: &str, allowed: bool| {
        let from = path.split(['/', '.']).nth(1).unwrap_or_default();
        let fault = format!("{path}:2: {from} → {to} is forbidden");
        let wanted: &[&str] = if allowed { &[] } else { &[&fault] };
        check(path, &format!("\nuse crate::{to}::x;"), wanted);
    };
    arrow("src/text/a.rs", "i18n", false);
    arrow("src/i18n/a.rs", "text", false);
    arrow("src/anchor.rs", "model", true);
    arrow("src/anchor.rs", "edit", false);
    arrow("src/session/a.rs", "edit", true);
    arrow("src/session/a.rs", "store", false);
    arrow("src/store/a.rs", "session", false);
    arrow("src/store/a.rs", "import", false);
    arrow("src/import/a.rs", "store", false);
    arrow("src/import/a.rs", "agreement", false);
    arrow("src/export/a.rs", "agreement", true);
    arrow("src/export/a.rs", "store", false);
    arrow("src/job/a.rs", "session", true);
    arrow("src/job/a.rs", "ui", false);
    arrow("src/ui/a.rs", "job", true);
    arrow("src/ui/a.rs", "cli", false);
    arrow("src/cli/a.rs", "ui", false);
    check("src/cli/window.rs", "use crate::ui;", &[]);
    check("src/cli/doctor.rs", "crate::ui::fonts::check();", &[]);
    check(
        "src/cli/doctor.rs",
        "use crate::ui::{fonts, theme};",
        &["src/cli/doctor.rs:1: cli → ui is forbidden"],
    );
}

#[test]
fn the_checker_asks_for_a_place_in_the_table() {
    check(
        "src/novelty/a.rs",
        "",
        &[
            "src/novelty/a.rs: the module novelty is not in the table of tests/layers.rs; add it to the table",
        ],
    );
    for to in ["novelty", "*"] {
        let fault = format!(
            "src/ui/a.rs:1: ui → {to}: {to} is not in the table of tests/layers.rs; add it to the table, or name the module that it is from"
        );
        check("src/ui/a.rs", &format!("use crate::{to};"), &[&fault]);
    }
}

#[test]
fn the_checker_knows_where_crates_belong() {
    let fs = ["src/job/a.rs:1: std::fs is only for src/store/"];
    for code in [
        "use std::fs;",
        "use std::{fs, io};",
        "use std::{io, fs::File};",
        "fn f() { std::fs::read(path) }",
    ] {
        check("src/job/a.rs", code, &fs);
        check("src/store/a.rs", code, &[]);
    }
    let clap = ["src/ui/a.rs:1: clap is only for src/cli/"];
    for code in [
        "use clap;",
        "use clap::Arg;",
        "extern crate clap;",
        "fn f() -> clap::Arg {}",
    ] {
        check("src/ui/a.rs", code, &clap);
        check("src/cli/a.rs", code, &[]);
    }
    check("src/ui/a.rs", "fn f(clap: u8) -> u8 { clap }", &[]);
    check(
        "src/session/a.rs",
        "use egui::Color32;",
        &["src/session/a.rs:1: egui is only for src/ui/"],
    );
    check(
        "src/model/a.rs",
        "#[derive(serde::Deserialize)] struct A;",
        &[
            "src/model/a.rs:1: serde is only for src/store/, src/export/, src/ui/theme.rs, src/cli/list.rs",
        ],
    );
    check(
        "src/store/a.rs",
        "use std::net::TcpStream;",
        &["src/store/a.rs:1: std::net is only for src/cli/machine.rs"],
    );
}

/// Clippy keeps colours from being made outside of the theme; this, from being taken ready-made.
#[test]
fn colours_stand_in_the_theme() {
    let no_colours = ["TRANSPARENT", "PLACEHOLDER"];
    let is_constant = |name: &str| name.chars().all(|c| c.is_uppercase() || c == '_');
    let mut faults = Vec::new();
    for source in sources().iter().filter(|s| s.path != "src/ui/theme.rs") {
        for Named { path, token } in paths(source) {
            let is_colour = match path.as_slice() {
                [.., kind, name] if kind == "Color32" || kind == "Rgba" => {
                    is_constant(name) && !no_colours.contains(&name.as_str())
                }
                [.., name] => name == "hex_color",
                [] => false,
            };
            if is_colour && !token.test {
                let place = source.place(token);
                faults.push(format!(
                    "{place}: {} is no colour of the theme",
                    path.join("::")
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
