//! Contrast, computed.

use super::*;

/// What is seen where one colour lies over an opaque one.
fn over(top: Color32, below: Color32) -> Color32 {
    below.blend(top)
}

/// Contrast as WCAG 2.2 defines it, from 1 to 21.
fn contrast(a: Color32, b: Color32) -> f64 {
    let luminance = |color: Color32| {
        assert_eq!(color.a(), 255);
        let linear = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn shipped() -> [(&'static str, Theme); 2] {
    let read = |file| Theme::read(file).unwrap();
    [
        (
            "light",
            read(include_str!("../../../assets/themes/light.ron")),
        ),
        (
            "dark",
            read(include_str!("../../../assets/themes/dark.ron")),
        ),
    ]
}

#[track_caller]
fn at_least(what: &str, a: Color32, b: Color32, limit: f64) {
    let got = contrast(a, b);
    assert!(got >= limit, "{what}: {got:.2} < {limit}");
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    let grey = Color32::from_gray(0x77);
    assert!((contrast(grey, Color32::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    for (name, theme) in shipped() {
        for ground in [theme.paper, theme.panel, theme.background] {
            at_least(name, theme.ink, ground, 7.0);
            at_least(name, theme.muted, ground, 4.5);
            at_least(name, theme.error, ground, 4.5);
            at_least(name, theme.warning, ground, 4.5);
            at_least(name, theme.ok, ground, 4.5);
            at_least(name, theme.accent, ground, 4.5);
            at_least(name, theme.focus, ground, 3.0);
        }
        for ground in [theme.control, theme.hover, theme.pressed] {
            at_least(name, theme.ink, ground, 7.0);
        }
        at_least(name, theme.on_accent, theme.accent, 4.5);
    }
}

#[test]
fn marked_text_can_be_read_even_twice_marked_and_selected() {
    for (name, theme) in shipped() {
        assert_eq!(theme.marks.len(), 8, "{name}");
        for (token, first) in &theme.marks {
            let what = format!("{name} {token}");
            let once = over(first.soft, theme.paper);
            at_least(&what, theme.ink, once, 7.0);
            at_least(&what, theme.ink, over(theme.selection, once), 7.0);
            at_least(&what, first.letter, theme.paper, 4.5);
            at_least(&what, first.letter, theme.panel, 4.5);
            at_least(&what, first.line, theme.paper, 3.0);
            at_least(&what, first.line, once, 3.0);
            for second in theme.marks.values() {
                at_least(&what, theme.ink, over(second.soft, once), 7.0);
            }
        }
    }
}

#[test]
fn files_with_faults_are_refused_with_their_place() {
    let error = Theme::read("(\n dark: true,\n background: \"red\")").unwrap_err();
    assert!(error.to_string().contains("#RRGGBB"), "{error}");
    assert_eq!(parse("#12345"), None);
    assert_eq!(parse("#é234567"), None);
}
