//! [`CodebookEdit`]: one change to a codebook, as a value.
//!
//! A change makes a new codebook or is refused with a reason; the old one stays as it was, so that
//! whoever keeps it can take the change back exactly. No change touches a span: the key that a span
//! stores goes on meaning something, or is refused to be taken away.

use super::annotation::LabelKey;
use super::codebook::{Codebook, Label, Layer, LocalText, Overlap, Pattern, Rule};
use crate::i18n::Message;
use crate::msg;
use crate::text::Granularity;

/// A text of a label that is written in several languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// What it is called.
    Name,
    /// What stands beside its marks.
    Letter,
    /// What it means.
    Definition,
}

/// Whose rules: those of a label, or the general ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RulePlace {
    /// Of one label.
    Label(LabelKey),
    /// Of all.
    General,
}

/// One change to a codebook.
#[derive(Clone, Debug, PartialEq)]
pub enum CodebookEdit {
    /// Adds a label at the end.
    Add(Box<Label>),
    /// Sets a text of a label in a language; an empty one takes it away.
    Text(LabelKey, TextField, String, String),
    /// Sets the colour token.
    Color(LabelKey, String),
    /// Sets the pattern.
    Pattern(LabelKey, Pattern),
    /// Sets the layer.
    Layer(LabelKey, Layer),
    /// Sets what a dragged selection grows to.
    Snap(LabelKey, Granularity),
    /// Sets the overlap rule.
    Overlap(LabelKey, Overlap),
    /// Says whether its spans make claims.
    Claims(LabelKey, bool),
    /// Moves a label to another place in the list, from 0; the keys 1 to 9 follow.
    Move(LabelKey, usize),
    /// Takes away a label that no span has.
    Remove(LabelKey),
    /// Merges the first label into the second: spans keep their key and count as the second one's.
    Merge(LabelKey, LabelKey),
    /// Takes in a key that spans have and the codebook does not know, as another key of a label.
    Alias(LabelKey, LabelKey),
    /// Makes another key of a label a label of its own again, after it in the list.
    Split(LabelKey),
    /// Adds an empty rule under an id.
    AddRule(RulePlace, String),
    /// Sets the id of a rule, by its place from 0.
    RuleId(RulePlace, usize, String),
    /// Sets the text of a rule in a language.
    RuleText(RulePlace, usize, String, String),
    /// Takes away a rule.
    RemoveRule(RulePlace, usize),
}

/// Why a change is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditRefusal {
    /// There is nothing to change: it is so already, or what it is about is not there.
    Nothing,
    /// It would break the codebook, for the reason given.
    Because(Message),
}

impl CodebookEdit {
    /// The codebook with the change. Its hash is that of the old one until it is written.
    ///
    /// # Errors
    /// Where it changes nothing, or would leave a label without a name, a key twice, or no label.
    pub fn apply(&self, codebook: &Codebook) -> Result<Codebook, EditRefusal> {
        let mut after = codebook.clone();
        match self {
            Self::Add(label) => add(&mut after, label)?,
            Self::Text(key, field, language, text) => {
                let label = label(&mut after, key)?;
                let texts = match field {
                    TextField::Name => &mut label.name,
                    TextField::Letter => &mut label.letter,
                    TextField::Definition => &mut label.definition,
                };
                texts.set(language, text);
                if *field == TextField::Name && label.name.best(language).is_none() {
                    return Err(EditRefusal::Because(msg!("codebook-name-empty")));
                }
            }
            Self::Color(key, color) => label(&mut after, key)?.color.clone_from(color),
            Self::Pattern(key, pattern) => label(&mut after, key)?.pattern = *pattern,
            Self::Layer(key, layer) => label(&mut after, key)?.layer = *layer,
            Self::Snap(key, snap) => label(&mut after, key)?.snap = *snap,
            Self::Overlap(key, overlap) => label(&mut after, key)?.overlap = *overlap,
            Self::Claims(key, claims) => label(&mut after, key)?.claims = *claims,
            Self::Move(key, to) => {
                let label = take(&mut after, key)?;
                after.labels.insert((*to).min(after.labels.len()), label);
            }
            Self::Remove(key) => {
                take(&mut after, key)?;
                if after.labels.is_empty() {
                    return Err(EditRefusal::Because(msg!("codebook-last-label")));
                }
            }
            Self::Merge(from, into) => {
                let from = take(&mut after, from)?;
                let into = label(&mut after, into)?;
                into.aliases.extend(from.keys().cloned());
            }
            Self::Alias(key, into) => {
                free(&after, key)?;
                label(&mut after, into)?.aliases.push(key.clone());
            }
            Self::Split(key) => split(&mut after, key)?,
            Self::AddRule(place, id) => {
                let text = LocalText::default();
                rules(&mut after, place)?.push(Rule {
                    id: id.clone(),
                    text,
                });
            }
            Self::RuleId(place, at, id) => rule(&mut after, place, *at)?.id.clone_from(id),
            Self::RuleText(place, at, language, text) => {
                rule(&mut after, place, *at)?.text.set(language, text);
            }
            Self::RemoveRule(place, at) => {
                let rules = rules(&mut after, place)?;
                if *at >= rules.len() {
                    return Err(EditRefusal::Nothing);
                }
                rules.remove(*at);
            }
        }
        match after == *codebook {
            true => Err(EditRefusal::Nothing),
            false => Ok(after),
        }
    }

    /// What the change is called in the Edit menu.
    pub fn name(&self) -> Message {
        match self {
            Self::Add(_) => msg!("edit-codebook-add"),
            Self::Text(_, TextField::Name, ..) => msg!("edit-codebook-name"),
            Self::Text(_, TextField::Letter, ..) => msg!("edit-codebook-letter"),
            Self::Text(_, TextField::Definition, ..) => msg!("edit-codebook-definition"),
            Self::Color(..) => msg!("edit-codebook-color"),
            Self::Pattern(..) => msg!("edit-codebook-pattern"),
            Self::Layer(..) => msg!("edit-codebook-layer"),
            Self::Snap(..) => msg!("edit-codebook-snap"),
            Self::Overlap(..) => msg!("edit-codebook-overlap"),
            Self::Claims(..) => msg!("edit-codebook-claims"),
            Self::Move(..) => msg!("edit-codebook-order"),
            Self::Remove(_) => msg!("edit-codebook-remove"),
            Self::Merge(..) => msg!("edit-codebook-merge"),
            Self::Alias(..) => msg!("edit-codebook-alias"),
            Self::Split(_) => msg!("edit-codebook-split"),
            Self::AddRule(..) | Self::RuleId(..) | Self::RuleText(..) | Self::RemoveRule(..) => {
                msg!("edit-codebook-rules")
            }
        }
    }

    /// Whether another change goes on with the typing of this one, in the same field.
    pub fn goes_on_with(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Text(a, b, c, _), Self::Text(x, y, z, _)) => (a, b, c) == (x, y, z),
            (Self::RuleId(a, b, _), Self::RuleId(x, y, _)) => (a, b) == (x, y),
            (Self::RuleText(a, b, c, _), Self::RuleText(x, y, z, _)) => (a, b, c) == (x, y, z),
            _ => false,
        }
    }
}

fn add(codebook: &mut Codebook, label: &Label) -> Result<(), EditRefusal> {
    if label.name.best("").is_none() {
        return Err(EditRefusal::Because(msg!("codebook-name-empty")));
    }
    for key in label.keys() {
        free(codebook, key)?;
    }
    codebook.labels.push(label.clone());
    Ok(())
}

/// A key must mean one thing.
fn free(codebook: &Codebook, key: &LabelKey) -> Result<(), EditRefusal> {
    match codebook.label(key) {
        None if !key.as_str().trim().is_empty() => Ok(()),
        _ => {
            let key = key.as_str().to_owned();
            Err(EditRefusal::Because(msg!("codebook-key-taken", key = key)))
        }
    }
}

fn label<'a>(codebook: &'a mut Codebook, key: &LabelKey) -> Result<&'a mut Label, EditRefusal> {
    let mut labels = codebook.labels.iter_mut();
    labels
        .find(|label| label.key == *key)
        .ok_or(EditRefusal::Nothing)
}

fn take(codebook: &mut Codebook, key: &LabelKey) -> Result<Label, EditRefusal> {
    let labels = &mut codebook.labels;
    let at = labels.iter().position(|label| label.key == *key);
    at.map(|at| labels.remove(at)).ok_or(EditRefusal::Nothing)
}

fn split(codebook: &mut Codebook, key: &LabelKey) -> Result<(), EditRefusal> {
    let at = codebook.position(key).ok_or(EditRefusal::Nothing)?;
    let from = &mut codebook.labels[at];
    if from.key == *key {
        return Err(EditRefusal::Nothing);
    }
    from.aliases.retain(|alias| alias != key);
    let named = LocalText([("en".to_owned(), key.as_str().to_owned())].into());
    let label = Label {
        key: key.clone(),
        aliases: Vec::new(),
        name: named,
        letter: LocalText::default(),
        definition: LocalText::default(),
        rules: Vec::new(),
        examples: Vec::new(),
        ..from.clone()
    };
    codebook.labels.insert(at + 1, label);
    Ok(())
}

fn rules<'a>(
    codebook: &'a mut Codebook,
    place: &RulePlace,
) -> Result<&'a mut Vec<Rule>, EditRefusal> {
    match place {
        RulePlace::General => Ok(&mut codebook.rules),
        RulePlace::Label(key) => label(codebook, key).map(|label| &mut label.rules),
    }
}

fn rule<'a>(
    codebook: &'a mut Codebook,
    place: &RulePlace,
    at: usize,
) -> Result<&'a mut Rule, EditRefusal> {
    rules(codebook, place)?
        .get_mut(at)
        .ok_or(EditRefusal::Nothing)
}

/// A label that a person has just named: its key follows from the name, its letter and look are such
/// as no other label has, as far as there are any left.
///
/// `palette` are the colour tokens of the theme; `taken` are keys that spans have although the
/// codebook does not know them, so that none of them becomes this label's unasked.
pub fn new_label(
    codebook: &Codebook,
    name: &str,
    language: &str,
    palette: &[&str],
    taken: &[LabelKey],
) -> Label {
    let name = name.trim();
    let local = |text: &str| LocalText([(language.to_owned(), text.to_owned())].into());
    let (color, pattern) = free_look(codebook, palette);
    Label {
        key: free_key(codebook, name, taken),
        aliases: Vec::new(),
        name: local(name),
        letter: local(&free_letter(codebook, name, language)),
        color,
        pattern,
        layer: Layer::Clause,
        snap: Granularity::Word,
        overlap: Overlap::OtherLayerOrVoice,
        claims: false,
        definition: LocalText::default(),
        rules: Vec::new(),
        examples: Vec::new(),
    }
}

fn free_key(codebook: &Codebook, name: &str, taken: &[LabelKey]) -> LabelKey {
    let mut plain = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c.is_alphanumeric() {
            true => plain.push(c),
            false if !plain.is_empty() && !plain.ends_with('-') => plain.push('-'),
            false => {}
        }
    }
    let plain = match plain.trim_end_matches('-') {
        "" => "label",
        plain => plain,
    };
    let keys =
        std::iter::once(plain.to_owned()).chain((2..).map(|n: usize| format!("{plain}-{n}")));
    let mut keys = keys.map(|key| LabelKey::from(key.as_str()));
    let free = keys.find(|key| codebook.label(key).is_none() && !taken.contains(key));
    free.unwrap_or_else(|| LabelKey::from(plain))
}

fn free_letter(codebook: &Codebook, name: &str, language: &str) -> String {
    let upper = |c: char| c.to_uppercase().collect::<String>();
    let letters = || name.chars().filter(|c| c.is_alphanumeric()).map(upper);
    let used = |letter: &String| {
        let mut labels = codebook.labels.iter();
        labels.any(|label| label.letter.get(language) == letter)
    };
    let free = letters().find(|letter| !used(letter));
    free.or_else(|| letters().next()).unwrap_or_default()
}

/// A colour that no label has, else a colour and pattern that none has together.
fn free_look(codebook: &Codebook, palette: &[&str]) -> (String, Pattern) {
    let colored = |color: &str| codebook.labels.iter().any(|label| label.color == color);
    let looks = |color: &str, pattern| {
        let mut labels = codebook.labels.iter();
        labels.any(|label| label.color == color && label.pattern == pattern)
    };
    if let Some(color) = palette.iter().find(|color| !colored(color)) {
        return ((*color).to_owned(), Pattern::Solid);
    }
    let all = Pattern::ALL
        .iter()
        .flat_map(|pattern| palette.iter().map(move |color| (*color, *pattern)));
    let mut free = all.filter(|(color, pattern)| !looks(color, *pattern));
    match free.next() {
        Some((color, pattern)) => (color.to_owned(), pattern),
        None => (
            palette.first().copied().unwrap_or("grey").to_owned(),
            Pattern::Solid,
        ),
    }
}

#[cfg(test)]
mod tests;
