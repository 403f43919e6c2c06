//! Themes, computed: contrast, and how far labels are apart for all eyes.

mod vision;

use super::*;
use crate::export::palette;
use vision::{EYES, contrast, difference};

/// The colours of the default codebook's labels.
const DEFAULT: [&str; 3] = ["blue", "amber", "magenta"];

/// What is seen where one colour lies over an opaque one.
fn over(top: Color32, below: Color32) -> Color32 {
    below.blend(top)
}

/// Every theme as it is and as a projector shows it.
fn shipped() -> Vec<(String, ThemeKind, Theme)> {
    let kinds = ThemeKind::ALL.into_iter();
    kinds
        .flat_map(|kind| {
            let theme = Theme::read(kind.file()).unwrap();
            let thrown = theme.clone().for_projector();
            [
                (kind.key().to_owned(), kind, theme),
                (format!("{} projected", kind.key()), kind, thrown),
            ]
        })
        .collect()
}

/// Themes that tell labels apart by colour.
fn coloured() -> Vec<(String, ThemeKind, Theme)> {
    let mut themes = shipped();
    themes.retain(|(_, kind, _)| *kind != ThemeKind::Print);
    themes
}

/// Contrast that text must have: more of it where contrast is what a theme is for.
fn legible(kind: ThemeKind) -> f64 {
    match kind {
        ThemeKind::Contrast | ThemeKind::Print => 7.0,
        ThemeKind::Light | ThemeKind::Dark => 4.5,
    }
}

fn pairs<'a>(tokens: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let with_earlier = move |at: usize| (0..at).map(move |other| (tokens[other], tokens[at]));
    (0..tokens.len()).flat_map(with_earlier)
}

fn tokens() -> Vec<&'static str> {
    palette::SWATCHES.iter().map(|row| row.token).collect()
}

#[track_caller]
fn at_least(what: &str, a: Color32, b: Color32, limit: f64) {
    let got = contrast(a, b);
    assert!(got >= limit, "{what}: {got:.2} < {limit}");
}

/// That all eyes see two colours as different.
#[track_caller]
fn apart(what: &str, a: Color32, b: Color32, limit: f64) {
    for (eye, matrix) in &EYES {
        let got = difference(matrix, a, b);
        assert!(got >= limit, "{what}, {eye}: {got:.1} < {limit}");
    }
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    for (name, kind, theme) in shipped() {
        for ground in [theme.paper, theme.panel, theme.background] {
            at_least(&name, theme.ink, ground, 7.0);
            for quiet in [theme.muted, theme.error, theme.warning, theme.ok] {
                at_least(&name, quiet, ground, legible(kind));
            }
            at_least(&name, theme.accent, ground, legible(kind));
            at_least(&name, theme.focus, ground, 3.0);
        }
        for ground in [theme.control, theme.hover, theme.pressed] {
            at_least(&name, theme.ink, ground, 7.0);
        }
        at_least(&name, theme.on_accent, theme.accent, legible(kind));
        // Where a fill does not show a button, its edge does.
        if theme.outlined {
            at_least(&name, theme.line, theme.panel, 3.0);
        }
    }
}

#[test]
fn marked_text_can_be_read_even_twice_marked_hatched_and_selected() {
    for (name, kind, theme) in shipped() {
        assert_eq!(theme.marks.len(), tokens().len(), "{name}");
        for (token, first) in &theme.marks {
            let what = format!("{name} {token}");
            let once = over(first.soft, theme.paper);
            at_least(&what, theme.ink, once, 7.0);
            at_least(&what, theme.ink, over(theme.selection, once), 7.0);
            let hatch = over(first.line.gamma_multiply(theme.pattern), once);
            at_least(&format!("{what} hatch"), theme.ink, hatch, 4.5);
            at_least(&what, first.letter, theme.paper, legible(kind));
            at_least(&what, first.letter, theme.panel, legible(kind));
            at_least(&what, first.line, theme.paper, 3.0);
            at_least(&what, first.line, once, 3.0);
            for second in theme.marks.values() {
                at_least(&what, theme.ink, over(second.soft, once), 7.0);
            }
        }
    }
}

#[test]
fn the_default_labels_differ_for_all_eyes() {
    for (name, _, theme) in coloured() {
        for (a, b) in pairs(&DEFAULT) {
            let what = format!("{name} {a} {b}");
            let (first, second) = (theme.mark(a), theme.mark(b));
            apart(&format!("{what} line"), first.line, second.line, 15.0);
            apart(&format!("{what} letter"), first.letter, second.letter, 10.0);
            let [one, other] = [first, second].map(|mark| over(mark.soft, theme.paper));
            apart(&format!("{what} fill"), one, other, 5.0);
            apart(&format!("{what} paper"), one, theme.paper, 9.0);
            // Where two overlap, whichever lies above, neither is taken for the other one alone.
            for both in [over(second.soft, one), over(first.soft, other)] {
                apart(&format!("{what} both, {a}"), both, one, 4.0);
                apart(&format!("{what} both, {b}"), both, other, 4.0);
            }
        }
    }
}

/// Eight colours can't all be far apart for a colour-blind eye; patterns and letters do the rest.
#[test]
fn any_two_labels_differ_for_all_eyes() {
    for (name, _, theme) in coloured() {
        for (a, b) in pairs(&tokens()) {
            let what = format!("{name} {a} {b}");
            let (first, second) = (theme.mark(a), theme.mark(b));
            apart(&format!("{what} line"), first.line, second.line, 6.0);
            apart(&format!("{what} letter"), first.letter, second.letter, 4.0);
        }
    }
}

#[test]
fn the_print_theme_needs_no_colour() {
    let theme = Theme::shipped(ThemeKind::Print);
    let grey = |color: Color32| color.r() == color.g() && color.g() == color.b();
    for mark in theme.marks.values() {
        assert!(grey(mark.soft) && grey(mark.line) && grey(mark.letter));
    }
    assert!(theme.outlined && theme.pattern > 0.0);
}

/// The palette of copies is its own: its fills are opaque, for other grounds and for programs that know
/// no translucency. But a label that is blue here is blue there.
#[test]
fn copies_show_a_label_in_the_colour_that_the_window_shows() {
    let hue = |color: Color32| {
        let [r, g, b] = [color.r(), color.g(), color.b()].map(f64::from);
        let (x, y) = (r - (g + b) / 2.0, (g - b) * 3f64.sqrt() / 2.0);
        (y.atan2(x).to_degrees(), x.hypot(y))
    };
    for (kind, ink) in [
        (
            ThemeKind::Light,
            (|row| row.light.ink) as fn(&palette::Swatch) -> &'static str,
        ),
        (ThemeKind::Dark, |row| row.dark.ink),
    ] {
        let theme = Theme::shipped(kind);
        for row in &palette::SWATCHES {
            let (here, chroma) = hue(theme.mark(row.token).letter);
            let (there, other) = hue(parse(ink(row)).unwrap());
            let turn = (here - there + 540.0).rem_euclid(360.0) - 180.0;
            let what = format!("{kind:?} {}: {here:.0}° {there:.0}°", row.token);
            match row.token {
                "grey" => assert!(chroma < 25.0 && other < 25.0, "{what}"),
                _ => assert!(turn.abs() <= 30.0, "{what}"),
            }
        }
    }
}

#[test]
fn themes_follow_one_another_and_are_remembered() {
    let mut kind = ThemeKind::default();
    for _ in ThemeKind::ALL {
        assert_eq!(ThemeKind::from_key(kind.key()), kind);
        kind = kind.next();
    }
    assert_eq!(kind, ThemeKind::default());
    assert_eq!(ThemeKind::from_key("sepia"), ThemeKind::Light);
}

#[test]
fn files_with_faults_are_refused_with_their_place() {
    let error = Theme::read("(\n dark: true,\n background: \"red\")").unwrap_err();
    assert!(error.to_string().contains("#RRGGBB"), "{error}");
    assert_eq!(parse("#12345"), None);
    assert_eq!(parse("#é234567"), None);
}
