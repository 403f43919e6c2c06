//! [`Catalogue`]: the message file of one language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::message::{Arg, Message};
use super::typography;

/// The languages that Postil speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The IETF tag, as codebooks use it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of an IETF tag or POSIX locale name (`fr`, `fr-CA`, `fr_FR.UTF-8`), if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.tag() == primary)
    }

    /// The system's language, English where it is one that we don't speak.
    pub fn of_system() -> Self {
        Self::of_variables(|name| std::env::var(name).ok())
            .or_else(|| sys_locale::get_locales().find_map(|tag| Self::from_tag(&tag)))
            .unwrap_or_default()
    }

    /// The language that the POSIX variables ask for, `None` where none of them is set: the first of
    /// `LC_ALL`, `LC_MESSAGES` and `LANG` decides, and `LANGUAGE` refines it unless it is plain C.
    fn of_variables(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(set)?;
        if matches!(locale.split('.').next(), Some("C" | "POSIX")) {
            return Some(Self::En);
        }
        let wished = set("LANGUAGE").unwrap_or_default();
        let mut tags = wished.split(':').chain([locale.as_str()]);
        Some(tags.find_map(Self::from_tag).unwrap_or_default())
    }

    /// The message files of the language, one an area of the program.
    pub fn sources(self) -> [&'static str; 9] {
        macro_rules! files {
            ($lang:literal) => {
                [
                    include_str!(concat!("../../assets/i18n/", $lang, "/common.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/files.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/export.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/page.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/window.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/moved.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/codebook.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/palette.ftl")),
                    include_str!(concat!("../../assets/i18n/", $lang, "/cli.ftl")),
                ]
            };
        }
        match self {
            Self::En => files!("en"),
            Self::Fr => files!("fr"),
        }
    }
}

/// The texts of one language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Loads the texts of a language, which are part of the program.
    pub fn new(lang: Lang) -> Self {
        // A test proves the files free of errors; a faulty entry would show as its key.
        let identifier: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        for source in lang.sources() {
            let source = match lang {
                Lang::En => source.to_owned(),
                Lang::Fr => typography::french(source),
            };
            let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// Which language this is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A text without arguments; the key itself where the file lacks it.
    pub fn t(&self, key: &str) -> String {
        self.render(key, None)
    }

    /// A message in this language.
    pub fn text(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            let value = match value {
                Arg::Text(text) => FluentValue::from(text.clone().into_owned()),
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Message(inner) => FluentValue::from(self.text(inner)),
            };
            args.set(*name, value);
        }
        self.render(message.key, Some(&args))
    }

    fn render(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            log::error!("no text for {key} in {}", self.lang.tag());
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            log::error!("text {key} in {}: {errors:?}", self.lang.tag());
        }
        text.into_owned()
    }
}

/// Whole numbers of five digits and more in groups of three, by a narrow no-break space (also
/// understood in English), as both typographies allow.
fn grouped(
    value: &FluentValue<'_>,
    _: &intl_memoizer::concurrent::IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut text = String::from(if plain.starts_with('-') { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_environment_says_which_language() {
        let asked = |set: &[(&str, &str)]| {
            Lang::of_variables(|name| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        let (en, fr) = (Some(Lang::En), Some(Lang::Fr));
        for (set, lang) in [
            (&[("LANG", "fr_FR.UTF-8")][..], fr),
            (&[("LANG", "fr@euro")], fr),
            (&[("LC_ALL", ""), ("LANG", "fr_FR")], fr),
            (&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")], en),
            (&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "fr")], en),
            (&[("LC_MESSAGES", "POSIX"), ("LANG", "fr_FR")], en),
            (&[("LC_MESSAGES", "fr_CH"), ("LANG", "en_GB")], fr),
            (&[("LC_ALL", "de_DE"), ("LANG", "fr_FR")], en),
            (&[("LANGUAGE", "de:fr:en"), ("LANG", "de_DE")], fr),
            (&[("LANGUAGE", "fr")], None),
            (&[], None),
        ] {
            assert_eq!(asked(set), lang, "{set:?}");
        }
    }
}
