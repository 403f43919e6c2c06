//! Spaces that a language wants unbreakable, so that translators type plain ones.

/// French: a no-break space inside guillemets and before a colon or a per cent sign, a narrow one
/// before a semicolon, an exclamation or question mark.
///
/// Made for the source of a message file: what is put into a message later stays as it is.
pub(super) fn french(source: &str) -> String {
    let mut text = String::with_capacity(source.len() + source.len() / 16);
    let mut chars = source.chars().peekable();
    let mut before = '\n';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or('\n');
        text.push(if c == ' ' { space(before, next) } else { c });
        before = c;
    }
    text
}

/// The space to set between two characters.
fn space(before: char, next: char) -> char {
    // A sign after another sign is a list of signs, and no punctuation.
    let ends_words = before.is_alphanumeric() || ")]}»”’…%/".contains(before);
    match next {
        '»' if !before.is_whitespace() => '\u{a0}',
        ';' | '!' | '?' if ends_words => '\u{202f}',
        ':' if ends_words => '\u{a0}',
        '%' if before.is_ascii_digit() || before == '}' => '\u{a0}',
        _ if before == '«' => '\u{a0}',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    /// `~` for a no-break space, `_` for a narrow one.
    #[track_caller]
    fn check(typed: &str, wanted: &str) {
        let set = super::french(typed);
        let shown = set.replace('\u{a0}', "~").replace('\u{202f}', "_");
        assert_eq!(shown, wanted);
        assert_eq!(super::french(&set), set, "twice");
    }

    #[test]
    fn high_signs_keep_to_their_words() {
        check(
            "Oui ; non ! Si ? Donc : oui.",
            "Oui_; non_! Si_? Donc~: oui.",
        );
        check("« Oui. » dit-elle", "«~Oui.~» dit-elle");
        check("« { $a } » : { $b } ?", "«~{ $a }~»~: { $b }_?");
        check(
            "sûre à { $p } %, 3 % et (5) !",
            "sûre à { $p }~%, 3~% et (5)_!",
        );
    }

    #[test]
    fn nothing_else_is_touched() {
        for typed in [
            "http://a.fr/?b, 12:30, a:b; c!",
            "ni espace, ni . , : ;, ni guillemet",
            "a = { $n ->\n    [one] un\n   *[other] { $n } mots\n    }",
            "postil tag texte.txt --quote \"Il a plu\" --nth 2",
            "  ! en tête de ligne\n: et là",
        ] {
            check(typed, typed);
        }
    }
}
