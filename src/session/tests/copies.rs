//! Conflict copies: said once, offered to be put away where they are one's own.

use super::*;

impl Script {
    /// The article is read again; so many copies lie beside each reading.
    fn read_with_copies(&mut self, readings: Vec<(Reading, usize)>) {
        self.effects.clear();
        self.app(App::Reload);
        let path = PathBuf::from("a.txt");
        let generation = self.asked(&path);
        let readings = readings.into_iter().map(|(reading, count)| ReadingOnDisk {
            file: format!("a.txt.{}.ann.ron", reading.reviewer.name).into(),
            result: Ok(reading),
            warning: None,
            overview: None,
            copies: Copies {
                merged: (0..count).map(|n| format!("copy {n}").into()).collect(),
                left: Vec::new(),
            },
        });
        self.receive(Event::Loaded {
            path,
            generation,
            result: Ok(Box::new(ArticleOnDisk {
                article: Arc::new(article(TEXT)),
                blocks: None,
                readings: readings.collect(),
                elsewhere: Default::default(),
                places: Default::default(),
                problems: Vec::new(),
            })),
        });
    }

    fn said(&self) -> Vec<(&'static str, bool)> {
        let notices = self.state.notices.iter();
        notices
            .map(|notice| (notice.what.key, notice.offer.is_some()))
            .collect()
    }
}

#[test]
fn own_copies_are_put_away_on_demand_only() {
    let mut s = with_reviewer();
    let me = s.state.reviewer.clone().unwrap();
    let other = Reviewer {
        name: "Ben".into(),
        id: Uuid::from_u128(77),
    };
    let (mine, theirs) = (marked("honte", &me, 3), marked("maire", &other, 4));
    s.read_with_copies(vec![(mine.clone(), 2), (theirs.clone(), 1)]);
    let all = [("copies-merged", true), ("copies-merged-other", false)];
    assert_eq!(s.said(), all);
    // Said once, however often it is read.
    s.read_with_copies(vec![(mine.clone(), 2), (theirs.clone(), 1)]);
    assert_eq!(s.said(), all);
    // A third one is news; what was asked before is no longer so.
    s.read_with_copies(vec![(mine.clone(), 3), (theirs.clone(), 1)]);
    assert_eq!(s.said(), [all[1], all[0]]);
    let offered = s.state.notices[1].offer.clone().unwrap().act;
    s.effects.clear();
    s.app(offered.clone());
    let Some(Effect::PutCopiesAway { copies }) = s.effects.first() else {
        panic!("{:?}", s.effects);
    };
    assert_eq!(copies.len(), 3);
    assert!(matches!(s.effects[1], Effect::Load { .. }));
    // Once they are gone, nothing is offered any more.
    s.read_with_copies(vec![(mine, 0), (theirs, 1)]);
    assert_eq!(s.said(), [all[1]]);
    s.effects.clear();
    s.app(offered);
    assert!(s.effects.is_empty());
}
