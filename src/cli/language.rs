//! `--lang`: taken out of the arguments before they are read, since their very help needs it. So it
//! may stand anywhere, before the verb too.

use std::ffi::{OsStr, OsString};

/// Options whose value may look like an option.
const TAKE_ANYTHING: [&str; 5] = ["--quote", "--chars", "--voice", "--reason", "--reviewer"];

/// The arguments without `--lang`, and its value. A `--lang` without one stays, to be complained of.
pub fn take_language(arguments: Vec<OsString>) -> (Vec<OsString>, Option<OsString>) {
    let mut rest = Vec::with_capacity(arguments.len());
    let mut lang = None;
    let mut words = arguments.into_iter();
    while let Some(word) = words.next() {
        let shown = word.to_str().unwrap_or_default();
        if shown == "--" {
            rest.push(word);
            rest.extend(words.by_ref());
        } else if TAKE_ANYTHING.contains(&shown) {
            rest.push(word);
            rest.extend(words.next());
        } else if let Some(value) = shown.strip_prefix("--lang=") {
            lang = Some(OsStr::new(value).to_owned());
        } else if shown == "--lang" {
            match words.next() {
                Some(value) => lang = Some(value),
                None => rest.push(word),
            }
        } else {
            rest.push(word);
        }
    }
    (rest, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_may_stand_anywhere() {
        let took = |line: &str| {
            let (rest, lang) = take_language(line.split(' ').map(OsString::from).collect());
            let words: Vec<String> = rest.iter().map(|w| w.to_string_lossy().into()).collect();
            (
                words.join(" "),
                lang.map(|l| l.to_string_lossy().into_owned()),
            )
        };
        let fr = Some("fr".to_owned());
        assert_eq!(
            took("postil --lang fr list a"),
            ("postil list a".into(), fr.clone())
        );
        assert_eq!(
            took("postil list a --lang=fr"),
            ("postil list a".into(), fr.clone())
        );
        assert_eq!(
            took("postil list --lang"),
            ("postil list --lang".into(), None)
        );
        let quoted = "postil tag --quote --lang a";
        assert_eq!(took(quoted), (quoted.into(), None));
        let file = "postil list -- --lang";
        assert_eq!(took(file), (file.into(), None));
    }
}
