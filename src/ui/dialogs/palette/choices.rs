//! What the palette offers: commands, labels, articles.

use std::path::PathBuf;

use crate::i18n::Catalogue;
use crate::model::LabelKey;
use crate::msg;
use crate::session::{App, Doc, EntryState, State};
use crate::ui::commands::{self, CommandId, Row, rows};
use crate::ui::intent::Intent;

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A row of the command table.
    Command(CommandId),
    /// Marks with a label that has no digit of its own.
    Label(LabelKey),
    /// Shows an article of the list.
    Article(PathBuf),
}

/// All choices of a state, by number.
#[derive(Debug, Default)]
pub struct Choices {
    /// Those used last, then commands and labels in their order.
    first: Vec<Choice>,
    /// How many articles follow.
    articles: usize,
}

impl Choices {
    /// What there is to choose; `recent` comes first, the last used at its front.
    pub fn new(state: &State, recent: &[Choice]) -> Self {
        let commands = rows(state)
            .filter(|row| row.id != CommandId::Palette)
            .map(|row| Choice::Command(row.id));
        let labels = state.codebook.labels.iter().skip(9);
        let labels = labels.map(|label| Choice::Label(label.key.clone()));
        let rest: Vec<Choice> = commands.chain(labels).collect();
        let is_there = |choice: &&Choice| match choice {
            Choice::Article(path) => state.place_of(path).is_some(),
            other => rest.contains(other),
        };
        let mut first: Vec<Choice> = recent.iter().filter(is_there).cloned().collect();
        let others = rest.into_iter().filter(|choice| !recent.contains(choice));
        first.extend(others);
        Self {
            first,
            articles: state.articles.len(),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.first.len() + self.articles
    }

    /// Numbers of articles that stand among those used last already.
    pub fn repeated(&self, state: &State) -> Vec<usize> {
        let places = self.first.iter().filter_map(|choice| match choice {
            Choice::Article(path) => state.place_of(path),
            _ => None,
        });
        places.map(|at| self.first.len() + at).collect()
    }

    /// The choice of a number.
    pub fn get(&self, at: usize, state: &State) -> Option<Choice> {
        match at.checked_sub(self.first.len()) {
            None => self.first.get(at).cloned(),
            Some(article) => {
                let entry = state.articles.get(article)?;
                Some(Choice::Article(entry.path.clone()))
            }
        }
    }
}

/// A choice as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Its name in the reader's language.
    pub name: String,
    /// More to tell it by: a file name, the name in the other language.
    pub more: String,
    /// Its keys.
    pub keys: String,
    /// Why it can't be chosen now, as a message key.
    pub why_not: Option<&'static str>,
}

/// How a choice is shown.
pub fn shown(choice: &Choice, state: &State, texts: &Catalogue, other: &Catalogue) -> Shown {
    match choice {
        Choice::Command(id) => {
            let Some(row) = row(*id) else {
                return Shown::default();
            };
            Shown {
                name: commands::name(row, state, texts),
                more: commands::name(row, state, other),
                keys: commands::keys(row, texts),
                why_not: commands::obstacle(*id, state),
            }
        }
        Choice::Label(key) => {
            let name = |texts: &Catalogue| {
                let label = state.codebook.label_name(key, texts.lang().tag());
                texts.text(&msg!("cmd-tag", label = label.to_owned()))
            };
            Shown {
                name: name(texts),
                more: name(other),
                keys: String::new(),
                why_not: state
                    .current_article()
                    .is_none()
                    .then_some("why-no-article"),
            }
        }
        Choice::Article(path) => {
            let at = state.place_of(path);
            let Some(entry) = at.and_then(|at| state.articles.get(at)) else {
                return Shown::default();
            };
            match &entry.state {
                EntryState::Ready { title, .. } if !title.is_empty() => Shown {
                    name: title.clone(),
                    more: entry.name.clone(),
                    ..Shown::default()
                },
                _ => Shown {
                    name: entry.name.clone(),
                    ..Shown::default()
                },
            }
        }
    }
}

/// What is asked for by choosing it.
pub fn intent(choice: &Choice, state: &State) -> Option<Intent> {
    match choice {
        Choice::Command(id) => Some(Intent::Run(*id)),
        Choice::Label(key) => Some(Doc::Tag(key.clone()).into()),
        Choice::Article(path) => {
            let at = state.place_of(path);
            at.map(|at| App::Show(at).into())
        }
    }
}

fn row(id: CommandId) -> Option<&'static Row> {
    commands::TABLE.iter().find(|row| row.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::model::Codebook;

    /// So that what has no keys of its own needs no mouse either.
    #[test]
    fn every_command_and_label_can_be_chosen() {
        let codebook = crate::store::default_codebook().unwrap();
        let label = codebook.labels[0].clone();
        let labels = (0..12).map(|at| crate::model::Label {
            key: format!("label-{at}").as_str().into(),
            ..label.clone()
        });
        let codebook = Codebook {
            labels: labels.collect(),
            ..codebook
        };
        let state = State::new(Lang::Fr, std::sync::Arc::new(codebook));
        let choices = Choices::new(&state, &[]);
        let all: Vec<Choice> = (0..choices.len())
            .filter_map(|at| choices.get(at, &state))
            .collect();
        for row in rows(&state).filter(|row| row.id != CommandId::Palette) {
            assert!(all.contains(&Choice::Command(row.id)), "{:?}", row.id);
        }
        for label in state.codebook.labels.iter().skip(9) {
            assert!(all.contains(&Choice::Label(label.key.clone())));
        }
    }
}
