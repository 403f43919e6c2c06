//! Help, version, language and wrong calls as a whole.

use crate::program::{ENGLISH, FRENCH, Place};

const VERBS: [&str; 8] = [
    "tag", "list", "done", "check", "export", "reanchor", "merge", "doctor",
];

fn help(place: &Place, locale: &str, verb: Option<&str>) -> String {
    let call: Vec<&str> = verb.into_iter().chain(["--help"]).collect();
    place.run_in(locale, call).good().out
}

#[test]
fn every_verb_has_help_with_examples_in_both_languages() {
    let place = Place::new();
    for verb in [None].into_iter().chain(VERBS.map(Some)) {
        let english = help(&place, ENGLISH, verb);
        let french = help(&place, FRENCH, verb);
        for (text, heading) in [(&english, "Examples:"), (&french, "Exemples\u{a0}:")] {
            let (above, examples) = text.split_once(heading).unwrap();
            let line = match verb {
                Some(verb) => format!("\n  postil {verb}"),
                None => "\n  postil ".to_owned(),
            };
            assert!(examples.contains(&line), "{text}");
            assert!(
                above.contains("--lang") && !text.contains("\n\n\n"),
                "{text}"
            );
        }
        assert!(
            english.starts_with(|c: char| c.is_uppercase()) && english.contains("\nUsage: postil"),
            "{english}"
        );
        assert!(french.contains("\nEmploi\u{a0}: postil"), "{french}");
        // What stands word for word in both is keys and calls, no sentence.
        for line in french.lines().filter(|line| !line.trim().is_empty()) {
            assert!(
                !english.lines().any(|other| other == line)
                    || line.trim_start().starts_with("postil"),
                "{line}"
            );
        }
        let words = [
            "Usage", "Options:", "Example", "FILE", "PATH", "DIR", "VERB ", " the ", " of ",
            "default", "possible", "Print",
        ];
        for word in words {
            assert!(!french.contains(word), "{word} is English: {french}");
        }
        // The short flag does the same.
        let short: Vec<&str> = verb.into_iter().chain(["-h"]).collect();
        assert_eq!(place.run(short).good().out, english);
    }
    let all = help(&place, ENGLISH, None);
    for verb in VERBS {
        assert!(all.contains(&format!("\n  {verb} ")), "{all}");
    }
}

#[test]
fn options_are_explained() {
    let place = Place::new();
    for (verb, options) in [
        (
            "tag",
            &[
                "--reviewer",
                "--label",
                "--quote",
                "--nth",
                "--chars",
                "--voice",
                "--reason",
                "--claim-status",
                "--unsure",
            ][..],
        ),
        ("list", &["--reviewer", "--format", "--recursive"]),
        ("done", &["--reviewer", "--undo"]),
        ("check", &["--recursive"]),
        (
            "reanchor",
            &["--accept", "--dry-run", "--reviewer", "--recursive"],
        ),
        ("merge", &["--dry-run", "--keep", "--recursive"]),
        (
            "export",
            &[
                "--format",
                "--out",
                "--reviewer",
                "--hide-names",
                "--recursive",
            ],
        ),
    ] {
        for locale in [ENGLISH, FRENCH] {
            let text = help(&place, locale, Some(verb));
            for option in options {
                let line = text
                    .lines()
                    .find(|line| line.trim_start().starts_with(option))
                    .unwrap();
                assert!(line.split_whitespace().count() >= 3, "{line}");
            }
        }
    }
}

#[test]
fn the_version_is_the_packages() {
    let place = Place::new();
    for flag in ["--version", "-V"] {
        let line = place.run([flag]).good().out;
        assert_eq!(line, format!("postil {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn the_language_can_be_asked_for_anywhere() {
    let place = Place::new();
    for call in [
        &["--lang", "fr", "list", "x.txt"][..],
        &["list", "--lang=fr", "x.txt"],
        &["list", "x.txt", "--lang", "fr-CA"],
    ] {
        place
            .run(call)
            .status(1)
            .says(&["erreur\u{a0}: x.txt: Ce fichier"]);
    }
    place
        .run(["list", "x.txt", "--lang", "de"])
        .status(2)
        .says(&["\"de\" is no language of Postil; use en or fr."]);
    place
        .run(["list", "x.txt", "--lang"])
        .status(2)
        .says(&["--lang en | fr needs a value"]);
    place.run(["--lang", "fr", "--help"]).good();
    // The environment, in the order of POSIX.
    for (set, french) in [
        (&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")][..], false),
        (&[("LC_ALL", ""), ("LANG", "fr_FR.UTF-8")], true),
        (&[("LC_ALL", "de_DE.UTF-8"), ("LANG", "fr_FR.UTF-8")], false),
        (&[("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de:fr")], true),
    ] {
        let mut command = place.command(ENGLISH);
        command.envs(set.iter().copied()).args(["list", "x.txt"]);
        let done = crate::program::Done::of(command.output().unwrap()).status(1);
        assert_eq!(
            done.err.starts_with("erreur"),
            french,
            "{set:?}: {}",
            done.err
        );
    }
}

#[test]
fn wrong_calls_name_what_is_wrong_and_where_help_is() {
    let place = Place::new();
    for (call, en, fr) in [
        (
            &["tga"][..],
            "\"tga\" is neither a verb nor a file or folder.",
            "ni un verbe, ni un fichier",
        ),
        (
            &["--recursive"],
            "--recursive is not understood here",
            "n’est pas compris ici",
        ),
        (
            &["list", "--recursiv", "."],
            "did you mean --recursive?",
            "vouliez-vous dire --recursive",
        ),
        (
            &["done", "a.txt", "b.txt", "--reviewer", "R"],
            "b.txt is not understood here",
            "n’est pas compris",
        ),
        (
            &["list", ".", "--format"],
            "--format F needs a value",
            "demande une valeur",
        ),
        (
            &["list", "-x.txt"],
            "-x is not understood here; the name of a file that begins with - goes after --",
            "n’est pas compris ici",
        ),
        (&["list", ""], "Missing: PATH.", "Il manque\u{a0}: CHEMIN."),
        (
            &["doctor", "x"],
            "x is not understood here",
            "n’est pas compris",
        ),
    ] {
        let done = place
            .run(call)
            .status(2)
            .says(&["error: ", en, "\nSee: postil "]);
        assert_eq!(
            (done.out.as_str(), done.err.lines().count()),
            ("", 2),
            "{}",
            done.err
        );
        place
            .run_in(FRENCH, call)
            .status(2)
            .says(&["erreur\u{a0}: ", fr, "\nVoir\u{a0}: postil "]);
    }
}
