//! [`Preferences`]: how a person likes to read, from the settings file and back to it.

use std::ops::RangeInclusive;

use super::fonts::ReadingFace;
use super::page::Typesetting;
use super::theme::ThemeKind;
use crate::store::Settings;

/// Usual size of the reading face, in points.
const TEXT_SIZE: f32 = 18.0;
/// Smallest text on a projector, in points.
const PROJECTED: f32 = 24.0;
/// Steps of the text size by key, in per cent.
const TEXT_STEPS: [u16; 11] = [80, 90, 100, 110, 125, 150, 175, 200, 225, 250, 300];

/// How a person likes to read. Whole numbers, as they are kept and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Colours.
    pub theme: ThemeKind,
    /// Face of the article.
    pub face: ReadingFace,
    /// Size of the text in per cent of the usual one.
    pub text: u16,
    /// Distance of rows in per cent of the size of the face.
    pub leading: u16,
    /// Longest row in characters.
    pub measure: u16,
    /// Space between letters in per cent of the size of the face.
    pub tracking: u16,
    /// Size of everything in per cent.
    pub interface: u16,
    /// Whether the list of articles is shown where there is room.
    pub list: bool,
    /// Whether the inspector is shown where there is room.
    pub inspector: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeKind::default(),
            face: ReadingFace::default(),
            text: 100,
            leading: 165,
            measure: 66,
            tracking: 0,
            interface: 100,
            list: true,
            inspector: true,
        }
    }
}

impl Preferences {
    /// Sizes that text can have.
    pub const TEXT: RangeInclusive<u16> = 80..=300;
    /// Distances that rows can have. Where they are closer, the letters of marks have no room between
    /// them.
    pub const LEADING: RangeInclusive<u16> = 150..=240;
    /// Lengths that rows can have.
    pub const MEASURE: RangeInclusive<u16> = 45..=90;
    /// Space that letters can have.
    pub const TRACKING: RangeInclusive<u16> = 0..=15;
    /// Sizes that everything can have.
    pub const INTERFACE: [u16; 5] = [100, 125, 150, 175, 200];

    /// From the settings; what is not set or out of range is as usual or at the end of its range.
    pub fn of(settings: &Settings) -> Self {
        let usual = Self::default();
        let within = |value: Option<u16>, range: RangeInclusive<u16>, usual: u16| {
            value.map_or(usual, |value| value.clamp(*range.start(), *range.end()))
        };
        let view = &settings.view;
        let theme = settings.theme.as_deref();
        let face = view.face.as_deref();
        Self {
            theme: theme.map_or(usual.theme, ThemeKind::from_key),
            face: face.map_or(usual.face, ReadingFace::from_key),
            text: within(settings.text_percent, Self::TEXT, usual.text),
            leading: within(view.line_percent, Self::LEADING, usual.leading),
            measure: within(view.line_characters, Self::MEASURE, usual.measure),
            tracking: within(view.letter_space_percent, Self::TRACKING, usual.tracking),
            interface: within(view.interface_percent, 100..=200, usual.interface),
            list: view.list.unwrap_or(usual.list),
            inspector: view.inspector.unwrap_or(usual.inspector),
        }
    }

    /// Writes into the settings what is not as usual.
    pub fn keep(self, settings: &mut Settings) {
        fn kept<T: PartialEq>(value: T, usual: T) -> Option<T> {
            (value != usual).then_some(value)
        }
        let usual = Self::default();
        settings.theme = kept(self.theme, usual.theme).map(|theme| theme.key().to_owned());
        settings.text_percent = kept(self.text, usual.text);
        let view = &mut settings.view;
        view.face = kept(self.face, usual.face).map(|face| face.key().to_owned());
        view.line_percent = kept(self.leading, usual.leading);
        view.line_characters = kept(self.measure, usual.measure);
        view.letter_space_percent = kept(self.tracking, usual.tracking);
        view.interface_percent = kept(self.interface, usual.interface);
        view.list = kept(self.list, usual.list);
        view.inspector = kept(self.inspector, usual.inspector);
    }

    /// As usual, but for what is shown beside the page.
    #[must_use]
    pub fn reset(self) -> Self {
        Self {
            list: self.list,
            inspector: self.inspector,
            ..Self::default()
        }
    }

    /// The text one step larger or smaller.
    #[must_use]
    pub fn resized(self, larger: bool) -> Self {
        let mut steps = TEXT_STEPS.into_iter();
        let found = match larger {
            true => steps.find(|step| *step > self.text),
            false => steps.rfind(|step| *step < self.text),
        };
        Self {
            text: found.unwrap_or(self.text),
            ..self
        }
    }

    /// How the page sets its text.
    pub fn typesetting(self) -> Typesetting {
        Typesetting {
            face: self.face,
            leading: f32::from(self.leading) / 100.0,
            measure: f32::from(self.measure),
            tracking: f32::from(self.tracking) / 100.0,
        }
    }

    /// Size of the reading face in points.
    pub fn font_size(self, projector: bool) -> f32 {
        let size = TEXT_SIZE * f32::from(self.text) / 100.0;
        match projector {
            true => size.max(PROJECTED),
            false => size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn preferences() -> impl Strategy<Value = Preferences> {
        let looks = (0usize..4, 0usize..3, any::<bool>(), any::<bool>());
        let sizes = (
            Preferences::TEXT,
            Preferences::LEADING,
            Preferences::MEASURE,
            Preferences::TRACKING,
            0usize..5,
        );
        (looks, sizes).prop_map(|((theme, face, list, inspector), sizes)| Preferences {
            theme: ThemeKind::ALL[theme],
            face: ReadingFace::ALL[face],
            text: sizes.0,
            leading: sizes.1,
            measure: sizes.2,
            tracking: sizes.3,
            interface: Preferences::INTERFACE[sizes.4],
            list,
            inspector,
        })
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back(one in preferences(), other in preferences()) {
            let mut settings = Settings::default();
            one.keep(&mut settings);
            prop_assert_eq!(Preferences::of(&settings), one);
            other.keep(&mut settings);
            prop_assert_eq!(Preferences::of(&settings), other);
            Preferences::default().keep(&mut settings);
            prop_assert_eq!(settings, Settings::default());
        }

        #[test]
        fn a_step_changes_the_size_until_the_end(one in preferences()) {
            let (more, less) = (one.resized(true).text, one.resized(false).text);
            prop_assert!(more > one.text || one.text == 300);
            prop_assert!(less < one.text || one.text == 80);
            prop_assert!(Preferences::TEXT.contains(&more) && Preferences::TEXT.contains(&less));
            prop_assert!(one.font_size(true) >= 24.0);
        }
    }

    #[test]
    fn what_nobody_offers_is_brought_into_range() {
        let mut settings = Settings {
            theme: Some("sepia".to_owned()),
            text_percent: Some(9000),
            ..Settings::default()
        };
        settings.view.line_characters = Some(0);
        let read = Preferences::of(&settings);
        assert_eq!((read.text, read.measure), (300, 45));
        assert_eq!(read.theme, ThemeKind::Light);
    }
}
