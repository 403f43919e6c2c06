//! The colours of copies: one table row a colour token of a codebook.
//!
//! A test holds every row to WCAG's contrast for text (4.5 : 1) on fill and stripe, and the tokens of
//! the default codebook apart under the common colour blindnesses.

/// The tones of one colour on one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Behind the words.
    pub fill: &'static str,
    /// Stripes of a pattern on the fill, also behind the words.
    pub stripe: &'static str,
    /// Underlines and letters.
    pub ink: &'static str,
}

/// A colour as codebooks name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// The token.
    pub token: &'static str,
    /// On a light page.
    pub light: Tones,
    /// On a dark page.
    pub dark: Tones,
    /// On paper: told apart in grey by the patterns.
    pub print: Tones,
}

/// Page and text of each ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The page.
    pub page: &'static str,
    /// Running text.
    pub text: &'static str,
    /// Small print of the apparatus.
    pub quiet: &'static str,
    /// Thin lines.
    pub rule: &'static str,
}

/// Light page.
pub const LIGHT: Ground = ground("#fdfcf9", "#1f1d1a", "#65605a", "#dedad2");
/// Dark page.
pub const DARK: Ground = ground("#17181a", "#e4e1da", "#a39e95", "#3a3b3e");
/// Paper.
pub const PRINT: Ground = ground("#ffffff", "#000000", "#444444", "#999999");

/// Every colour; the last is for tokens that are not here.
pub static SWATCHES: [Swatch; 8] = [
    Swatch {
        token: "blue",
        light: tones("#d7e7f8", "#a9caeb", "#1b5a99"),
        dark: tones("#1d3a57", "#2f5a85", "#8fc1f2"),
        print: tones("#dbe6f1", "#9fb6cd", "#123f6d"),
    },
    Swatch {
        token: "amber",
        light: tones("#fdf0d0", "#f3cf80", "#875200"),
        dark: tones("#40300f", "#6b4f17", "#f2c66b"),
        print: tones("#ffffff", "#cbb88d", "#5e3900"),
    },
    Swatch {
        token: "magenta",
        light: tones("#fadcec", "#efa9cf", "#a81c69"),
        dark: tones("#4b1f39", "#75325a", "#f59dcc"),
        print: tones("#f3e3ec", "#c79bb3", "#6f0f45"),
    },
    Swatch {
        token: "green",
        light: tones("#dbefdc", "#a3d3a9", "#1d6a35"),
        dark: tones("#1c3f27", "#2e6540", "#93d6a4"),
        print: tones("#e0ece1", "#9bb9a0", "#124522"),
    },
    Swatch {
        token: "violet",
        light: tones("#e8e1fb", "#c5b5f2", "#5a3db0"),
        dark: tones("#342a5c", "#52438c", "#c2b3f7"),
        print: tones("#e7e3f1", "#aba0cb", "#392577"),
    },
    Swatch {
        token: "teal",
        light: tones("#d0efeb", "#90d2ca", "#0c645d"),
        dark: tones("#123f3b", "#1f6660", "#84d5cb"),
        print: tones("#dcebe9", "#8fb5b0", "#084640"),
    },
    Swatch {
        token: "red",
        light: tones("#fcdfd9", "#f3ae9f", "#a32a19"),
        dark: tones("#4f231b", "#7a392d", "#f6a896"),
        print: tones("#f2e3df", "#c9a49b", "#6b1a0e"),
    },
    Swatch {
        token: "grey",
        light: tones("#e9e7e2", "#c9c6bf", "#55514b"),
        dark: tones("#313235", "#505256", "#c4c0b8"),
        print: tones("#e8e8e8", "#b0b0b0", "#333333"),
    },
];

const fn tones(fill: &'static str, stripe: &'static str, ink: &'static str) -> Tones {
    Tones { fill, stripe, ink }
}

const fn ground(
    page: &'static str,
    text: &'static str,
    quiet: &'static str,
    rule: &'static str,
) -> Ground {
    Ground {
        page,
        text,
        quiet,
        rule,
    }
}

/// The colour of a token, grey for one that is not known.
pub fn swatch(token: &str) -> &'static Swatch {
    let known = SWATCHES.iter().find(|swatch| swatch.token == token);
    known.unwrap_or(&SWATCHES[SWATCHES.len() - 1])
}

#[cfg(test)]
pub(crate) mod eyes;

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = [f64; 3];

    /// Linear light of a colour such as `#1b5a99`.
    fn linear(hex: &str) -> Rgb {
        let value = |at: usize| {
            let byte = u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            let v = f64::from(byte) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        };
        [value(1), value(3), value(5)]
    }

    fn luminance([r, g, b]: Rgb) -> f64 {
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(linear(a)), luminance(linear(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_tone() {
        for swatch in &SWATCHES {
            for (ground, tones) in [
                (LIGHT, swatch.light),
                (DARK, swatch.dark),
                (PRINT, swatch.print),
            ] {
                for (what, a, b) in [
                    ("text on fill", ground.text, tones.fill),
                    ("text on stripe", ground.text, tones.stripe),
                    ("letter on page", tones.ink, ground.page),
                    ("letter on fill", tones.ink, tones.fill),
                    ("small print", ground.quiet, ground.page),
                ] {
                    let ratio = contrast(a, b);
                    assert!(ratio >= 4.5, "{} {what}: {ratio:.2}", swatch.token);
                }
                let stripe = contrast(tones.stripe, tones.fill);
                assert!(stripe >= 1.2, "{} stripe: {stripe:.2}", swatch.token);
            }
        }
        assert_eq!(swatch("\";}</style>").token, "grey");
    }

    /// Linear light as an eye of [`eyes::EYES`] sees it.
    fn seen(matrix: &[Rgb; 3], colour: Rgb) -> Rgb {
        matrix.map(|row| row.iter().zip(colour).map(|(m, c)| m * c).sum())
    }

    /// CIE L*a*b* under D65.
    fn lab(c: Rgb) -> Rgb {
        let xyz = [
            (0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505,
            luminance(c),
            (0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089,
        ];
        let [x, y, z] = xyz.map(|v| {
            if v > 0.008_856 {
                v.cbrt()
            } else {
                7.787 * v + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn default_labels_differ_for_colour_blind_eyes() {
        let three = ["blue", "amber", "magenta"].map(swatch);
        for (eye, matrix) in eyes::EYES {
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let (a, b) = (three[a], three[b]);
                for (ground, a_ink, b_ink) in [
                    ("light", a.light.ink, b.light.ink),
                    ("dark", a.dark.ink, b.dark.ink),
                ] {
                    let [p, q] = [a_ink, b_ink].map(|hex| lab(seen(&matrix, linear(hex))));
                    let far = p.iter().zip(q).map(|(p, q)| (p - q).powi(2)).sum::<f64>();
                    let names = (a.token, b.token);
                    assert!(
                        far.sqrt() >= 10.0,
                        "{eye} {ground} {names:?}: {}",
                        far.sqrt()
                    );
                }
            }
        }
    }
}
