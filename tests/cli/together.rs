//! Several programs at once, as scripts start them.

use std::collections::BTreeSet;
use std::thread;

use crate::program::Place;

const PROGRAMS: usize = 8;
const EACH: usize = 10;

/// Marks word after word from eight programs at a time; gives every id.
fn tag_together(place: &Place, file: impl Fn(usize) -> String + Sync) -> BTreeSet<String> {
    let word = |number: usize| format!("{}..{}", number * 4, number * 4 + 3);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..PROGRAMS)
            .map(|program| {
                let file = &file;
                scope.spawn(move || {
                    let ids = (0..EACH).map(|turn| {
                        let number = program * EACH + turn;
                        place.tag(&file(number), "Zoé", "loaded", &["--chars", &word(number)])
                    });
                    ids.collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

fn listed(place: &Place) -> BTreeSet<String> {
    let rows = place.list(&["."]);
    rows.iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn programs_that_mark_for_one_reviewer_lose_nothing() {
    let place = Place::new();
    place.write("a.txt", "mot ".repeat(100));
    let ids = tag_together(&place, |_| "a.txt".to_owned());
    assert_eq!(ids.len(), PROGRAMS * EACH);
    assert_eq!(listed(&place), ids);
    assert_eq!(
        place.files(),
        ["a.txt", "a.txt.Zoé.ann.ron"],
        "nothing is left over"
    );
    place.run(["check", "."]).status(0);
}

#[test]
fn programs_that_start_with_a_new_reviewer_agree_on_one_person() {
    for _ in 0..3 {
        let place = Place::new();
        let name = |number: usize| format!("{}.txt", number % PROGRAMS);
        for number in 0..PROGRAMS {
            place.write(name(number), "mot ".repeat(100));
        }
        let ids = tag_together(&place, |number| name(number / EACH + number));
        assert_eq!(listed(&place), ids);
        let people: BTreeSet<String> = (0..PROGRAMS)
            .map(|number| {
                let text = place.read(format!("{}.Zoé.ann.ron", name(number)));
                text.split_once("\"Zoé\", id: \"").unwrap().1[..36].to_owned()
            })
            .collect();
        assert_eq!(people.len(), 1);
    }
}
