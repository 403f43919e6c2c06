//! What the window is shown of a reading that holds more than it knows of.

use std::path::Path;

use super::loads::Loads;
use crate::anchor::Elsewhere;
use crate::job::env::now;
use crate::model::Reading;
use crate::session::{Overview, TakenIn};
use crate::store::{self, Home};

pub(super) fn taken_in(reading: &Reading, path: &Path, loads: &Loads, home: &Home) -> TakenIn {
    let mut taken = TakenIn {
        reading: reading.clone(),
        overview: None,
        elsewhere: Elsewhere::new(),
    };
    if let Some((article, known)) = loads.latest(path) {
        let text = &article.text;
        let new = { reading.spans.iter() }
            .map(|span| &span.anchor)
            .filter(|anchor| !known.contains_key(anchor));
        taken.elsewhere = store::elsewhere(home, text, new, now());
        let both;
        let elsewhere = match taken.elsewhere.is_empty() {
            true => &*known,
            false => {
                let all = known.iter().chain(&taken.elsewhere);
                both = all.map(|(anchor, at)| (anchor.clone(), *at)).collect();
                &both
            }
        };
        let overview = Overview::new(text, reading, elsewhere);
        taken.overview = Some((text.shared_hash(), overview));
    }
    taken
}
