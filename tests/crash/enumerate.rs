//! Every kind of save with every fault at every call.

use std::collections::BTreeMap;
use std::sync::Arc;

use postil::i18n::{Catalogue, Lang};
use postil::model::Severity;
use postil::store;

use crate::shim::{FAULTS, Fault, SIZED, Shim};
use crate::stages::{KINDS, Kind, SIZES, Stage, content, leftovers};

/// What came of the cases of one fault.
#[derive(Clone, Copy, Default)]
struct Outcome {
    cases: usize,
    /// Said that it was saved.
    saved: usize,
    /// Said that it was not.
    refused: usize,
}

/// Tries one kind of save at one size; gives the outcomes by fault.
fn enumerate(kind: Kind, size: usize) -> BTreeMap<String, Outcome> {
    let stage = Stage::new(kind, size);
    let texts = Catalogue::new(Lang::En);
    let shim = Arc::new(Shim::new());
    let watched = store::watch(stage.root(), Arc::clone(&shim) as _);
    // Without a fault: what it is like before and after, and how many calls it takes.
    let old = stage.look().unwrap();
    shim.set(None);
    stage.act().unwrap();
    let calls = shim.calls();
    let after = stage.tree();
    assert_eq!(leftovers(&after), [""; 0]);
    let new = stage.look().unwrap();
    assert_ne!(old, new, "{kind:?} {size}");
    let least = if kind == Kind::Append { 2 } else { 15 };
    assert!(calls > least, "{kind:?} {size}: {calls} calls");
    let (before, after) = (content(&stage.before), content(&after));

    // What a start shows: known without reading where every byte is.
    let shown = |case: &str| {
        let tree = stage.tree();
        let there = content(&tree);
        match (there == before, there == after) {
            (true, _) => old.clone(),
            (_, true) => new.clone(),
            _ => stage
                .look()
                .unwrap_or_else(|damage| panic!("{case}: {damage}")),
        }
    };
    let mut outcomes = BTreeMap::<String, Outcome>::new();
    let faults = if size == SIZES[0] { 0 } else { SIZED };
    for fault in FAULTS.into_iter().skip(faults) {
        for at in 0..calls {
            stage.put(&stage.before);
            shim.set(Some((at, fault)));
            let result = stage.act();
            let met = shim.met();
            shim.set(None);
            if !met {
                // A part of a write, asked of what is no write.
                assert!(
                    matches!(fault, Fault::Short(_) | Fault::Done(_)),
                    "{fault:?} {at}"
                );
                continue;
            }
            let case = format!("{kind:?} {size} {fault:?} at call {at}");
            let state = shown(&case);
            assert!(state == old || state == new, "{case}: {state}");
            // Half a record is as if it had never been begun.
            assert!(!stage.tells_new_damage(), "{case}");
            let killed = fault == Fault::Killed;
            let outcome = outcomes.entry(format!("{fault:?}")).or_default();
            outcome.cases += 1;
            match &result {
                Ok(()) => {
                    assert!(killed || state == new, "{case}: said to be saved");
                    outcome.saved += 1;
                }
                Err(problem) => {
                    assert!(
                        !matches!(fault, Fault::Interrupted | Fault::Short(_)),
                        "{case}: {problem:?}"
                    );
                    assert_eq!(problem.severity, Severity::Error, "{case}");
                    assert!(texts.text(&problem.what).len() > 20, "{case}");
                    outcome.refused += 1;
                }
            }
            // It is tried again, or the program is started again: then it is saved, and nothing lies
            // about.
            if result.is_err() || killed {
                let _ = stage
                    .again(!killed)
                    .unwrap_or_else(|p| panic!("{case}: again: {p:?}"));
                assert_eq!(shown(&case), new, "{case}: again");
            }
            store::clear_up(&stage.desk.home);
            let tree = stage.tree();
            assert_eq!(leftovers(&tree), [""; 0], "{case}");
        }
    }
    drop(watched);
    outcomes
}

#[track_caller]
fn check(kind: Kind, least: usize) {
    let mut all = 0;
    for &size in kind.sizes() {
        let mut line = format!("{kind:?} {size}:");
        for (fault, outcome) in enumerate(kind, size) {
            all += outcome.cases;
            let Outcome {
                cases,
                saved,
                refused,
            } = outcome;
            line += &format!(" {fault} {cases} ({saved} saved, {refused} refused);");
        }
        eprintln!("{line}");
    }
    eprintln!("{kind:?}: {all} cases");
    assert!(all >= least, "{all} cases");
}

/// One test a kind, so that they run beside each other.
macro_rules! tried {
    ($($name:ident $kind:ident $least:literal),* $(,)?) => {
        $(#[test] fn $name() { check(Kind::$kind, $least); })*

        #[test]
        fn every_kind_is_tried() {
            assert_eq!(KINDS, [$(Kind::$kind),*]);
        }
    };
}

tried! {
    a_first_save First 600,
    a_save_over_the_last_one Over 1100,
    a_save_over_another_program Merge 1000,
    a_move_out_of_saves Home 550,
    a_move_out_of_saves_over_a_file HomeOver 1200,
    a_first_save_in_saves Away 1000,
    a_save_in_saves_again AwayOver 1400,
    a_hand_edit_taken_over Adopt 500,
    an_article_file Article 500,
    a_codebook Codebook 500,
    a_session Session 540,
    settings Settings 600,
    what_was_open Recent 600,
    a_first_record_of_a_journal Journal 300,
    a_record_more_in_a_journal Append 50,
    a_save_after_a_crash_left_a_journal Fold 1000,
    a_save_after_a_crash_left_a_damaged_journal FoldDamaged 1000,
    a_save_of_a_journal_of_its_own FoldOwn 1000,
    a_merge_of_a_conflict_copy Copies 1000,
}
