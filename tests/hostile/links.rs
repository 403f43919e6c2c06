//! Links that somebody put beside an article: no save follows one out of its folder, and none leads
//! round for ever.

use std::os::unix::fs::symlink;

use crate::program::{Place, names};
use crate::watched::{all_verbs, watch};

const TEXT: &str = "Un titre\n\nIl a plu à Genève.\n";
const TAG: [&str; 7] = [
    "tag",
    "a.txt",
    "--reviewer",
    "Al",
    "--label",
    "fact",
    "--chars",
];

fn tag(range: &str) -> Vec<&str> {
    TAG.into_iter().chain([range]).collect()
}

#[test]
fn no_save_follows_a_link_out_of_its_folder() {
    // The link leads to nothing, to a file of another kind, to a whole annotation file.
    for case in ["nothing there", "another file", "an annotation file"] {
        let place = Place::new();
        place.write("a.txt", TEXT);
        let outside = place.root().join("tmp/outside");
        std::fs::create_dir(&outside).unwrap();
        let target = outside.join("x");
        let link = place.at("a.txt.Al.ann.ron");
        match case {
            "another file" => std::fs::write(&target, "alias ls=rm\n").unwrap(),
            "an annotation file" => {
                place.run(tag("0..2")).id();
                std::fs::rename(&link, &target).unwrap();
            }
            _ => {}
        }
        let before = std::fs::read(&target).ok();
        symlink(&target, &link).unwrap();
        let done = watch(&place, &tag("3..8")).row(format!("a link to {case}"), "tag");
        assert_ne!(done.status, Some(0), "{case}");
        if case == "an annotation file" {
            assert!(
                done.err.contains("a link to a place outside its folder"),
                "{}",
                done.err
            );
        }
        assert_eq!(std::fs::read(&target).ok(), before, "{case}");
        let there = names(&outside);
        assert_eq!(there.len(), usize::from(before.is_some()), "{there:?}");
        // Nothing went to the fallback either: it would hide what is beside the article.
        assert_eq!(names(&place.root().join("saves")), [""; 0]);
        watch(&place, &["done", "a.txt", "--reviewer", "Al"])
            .row(case, "done")
            .status(1);
        assert_eq!(std::fs::read(&target).ok(), before, "{case}");
    }
}

#[test]
fn a_link_within_the_folder_is_followed() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.run(tag("0..2")).id();
    std::fs::create_dir(place.at("mine")).unwrap();
    std::fs::rename(place.at("a.txt.Al.ann.ron"), place.at("mine/al.ron")).unwrap();
    symlink("mine/al.ron", place.at("a.txt.Al.ann.ron")).unwrap();
    place.run(tag("3..8")).id();
    assert!(place.at("a.txt.Al.ann.ron").is_symlink());
    assert!(place.read("mine/al.ron").contains("quote: \"titre\""));
    assert_eq!(place.list(&["a.txt"]).len(), 2);
}

#[test]
fn no_export_follows_a_link_out_of_its_folder() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    let outside = place.root().join("tmp/bait");
    std::fs::write(&outside, "bait").unwrap();
    std::fs::create_dir(place.at("out")).unwrap();
    symlink(&outside, place.at("out/a.txt.html")).unwrap();
    let call = ["export", "a.txt", "--format", "html", "--out", "out"];
    let done = watch(&place, &call).row("an export through a link", "export");
    assert_ne!(done.status, Some(0));
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), "bait");
}

#[test]
fn links_that_lead_round_end() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    std::fs::create_dir(place.at("sub")).unwrap();
    symlink(".", place.at("here")).unwrap();
    symlink("..", place.at("sub/up")).unwrap();
    symlink("two", place.at("one")).unwrap();
    symlink("one", place.at("two")).unwrap();
    symlink("round.txt", place.at("round.txt")).unwrap();
    for (verb, done) in all_verbs("links that lead round", &place, "a.txt") {
        assert_eq!(done.status == Some(0), verb == "tag", "{}", done.err);
        assert!(
            verb == "tag" || done.err.contains("leads round in a circle"),
            "{}",
            done.err
        );
    }
    for verb in ["check", "list"] {
        let done = watch(&place, &[verb, "--recursive", "."]).row("the same below", verb);
        // The article is found once, whatever leads to it.
        assert_eq!(done.out.matches("titre").count(), 0);
        assert!(!done.err.contains("here/"), "{}", done.err);
    }
    let done = watch(&place, &["check", "one"]).row("a link to a link to itself", "check");
    done.status(1).says(&["leads round in a circle"]);
    for deep in ["sub/up/sub/up/sub/up/a.txt", "here/here/here/a.txt"] {
        watch(&place, &["check", deep]).row(deep, "check").status(0);
    }
}
