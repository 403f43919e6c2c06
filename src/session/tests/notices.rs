//! What is said, for how long, and how often.

use super::*;
use crate::model::Problem;
use crate::msg;

fn said(s: &Script, key: &str) -> usize {
    let notices = s.state.notices.iter();
    notices.filter(|notice| notice.what.key == key).count()
}

fn noticed(gone: bool) -> Event {
    Event::Noticed(vec![Noticed {
        path: PathBuf::from("a.txt"),
        source: false,
        gone,
        ..Noticed::default()
    }])
}

#[test]
fn an_article_that_comes_back_is_gone_no_longer() {
    let mut s = with_reviewer();
    s.receive(noticed(true));
    assert_eq!(said(&s, "article-gone"), 1);
    s.receive(noticed(false));
    assert_eq!(said(&s, "article-gone"), 0);
}

#[test]
fn what_goes_wrong_again_is_said_once_whatever_was_said_meanwhile() {
    let mut s = with_reviewer();
    let failed = || Event::SaveFailed {
        path: PathBuf::from("a.txt"),
        problem: Problem::data("a", msg!("save-disk-full")),
    };
    let count = |s: &Script| s.state.notices.iter().filter(|notice| notice.error).count();
    s.receive(failed());
    assert_eq!(count(&s), 1);
    // Another change sets out, and fails alike.
    s.select("honte").doc(tag("loaded"));
    s.state.say(msg!("tag-overlap-warning"), false);
    s.receive(failed());
    assert_eq!(count(&s), 1);
}

#[test]
fn marks_that_are_kept_elsewhere_are_told_of_once() {
    let mut s = with_reviewer();
    for words in ["honte", "maire"] {
        s.select(words).doc(tag("loaded"));
        let revision = s.state.current_article().unwrap().revision;
        s.receive(Event::Saved {
            path: PathBuf::from("a.txt"),
            revision,
            fell_back: true,
            merged: None,
        });
        assert_eq!(said(&s, "saved-elsewhere"), 1);
    }
}
