//! How far colours are apart for an eye: contrast, colour blindness, distance.

use egui::Color32;

pub use crate::export::palette::eyes::EYES;

type Triple = [f64; 3];

/// Linear light, from 0 to 1.
fn linear(color: Color32) -> Triple {
    assert_eq!(color.a(), 255, "opaque");
    [color.r(), color.g(), color.b()].map(|byte| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Contrast as WCAG 2.2 defines it, from 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let luminance = |color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b): (f64, f64) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How different two colours look to an eye of [`EYES`].
pub fn difference(eye: &[Triple; 3], a: Color32, b: Color32) -> f64 {
    ciede2000(lab(eye, a), lab(eye, b))
}

/// CIE L*a*b* under D65 of what an eye sees.
fn lab(eye: &[Triple; 3], color: Color32) -> Triple {
    let rgb = linear(color);
    let times = |row: &Triple, of: Triple| row.iter().zip(of).map(|(m, c)| m * c).sum::<f64>();
    let seen = eye.map(|row| times(&row, rgb).clamp(0.0, 1.0));
    let xyz = [
        times(&[0.412_456_4, 0.357_576_1, 0.180_437_5], seen) / 0.950_47,
        times(&[0.212_672_9, 0.715_152_2, 0.072_175_0], seen),
        times(&[0.019_333_9, 0.119_192_0, 0.950_304_1], seen) / 1.088_83,
    ];
    let [x, y, z] = xyz.map(|t| {
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The colour difference CIEDE2000, as in G. Sharma, W. Wu and E. N. Dalal, "The CIEDE2000
/// Color-Difference Formula", Color Research and Application 30(1), 2005, doi:10.1002/col.20070. Two
/// colours side by side are just told apart at about 1.
fn ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let polar = |a: f64, b: f64| {
        let a = a * (1.0 + g);
        (a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.0))
    };
    let ((c1, h1), (c2, h2)) = (polar(a1, b1), polar(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let theta = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rt = -(2.0 * theta).to_radians().sin() * 2.0 * seventh(c);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (l, c, h) = (dl / sl, dc / (1.0 + 0.045 * c), dh / (1.0 + 0.015 * c * t));
    (l * l + c * c + h * h + rt * c * h).sqrt()
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    let grey = Color32::from_gray(0x77);
    assert!((contrast(grey, Color32::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn differences_are_those_of_the_published_table() {
    // Rows 1, 7, 9, 17, 19, 24 and 34 of table 1 of Sharma and others.
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [56.0, -27.0, -3.0], 31.9030),
        ([50.0, 2.5, 0.0], [50.0, 3.2592, 0.335], 1.0),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let got = ciede2000(a, b);
        assert!((got - expected).abs() < 1e-4, "{a:?} {b:?}: {got}");
    }
}
