//! Tables for a terminal: aligned by the width that letters take there, cut, without control codes.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::text::printable;

/// A table whose first row is its head. A cell is cut at the limit of its column, in columns of the
/// terminal; the last column is not filled up.
pub fn table<const N: usize>(rows: &[[String; N]], limits: [usize; N]) -> String {
    let cut: Vec<[String; N]> = rows
        .iter()
        .map(|row| std::array::from_fn(|at| shortened(&printable(&row[at]), limits[at])))
        .collect();
    let widths: [usize; N] =
        std::array::from_fn(|at| cut.iter().map(|row| row[at].width()).max().unwrap_or(0));
    let mut table = String::new();
    for row in &cut {
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            table.push_str(cell);
            if at + 1 < N {
                table.push_str(&" ".repeat(width - cell.width() + 2));
            }
        }
        table.push('\n');
    }
    table
}

/// The text, or as much of it as leaves room for the sign that something is missing.
fn shortened(text: &str, limit: usize) -> String {
    if text.width() <= limit {
        return text.to_owned();
    }
    let mut width = 0;
    let mut kept = String::new();
    for letter in text.graphemes(true) {
        width += letter.width();
        if width >= limit {
            break;
        }
        kept.push_str(letter);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_one_under_the_other() {
        let rows = [
            ["a".to_owned(), "b".to_owned()],
            ["報道\u{1b}[31m".to_owned(), "x\ny".to_owned()],
            [
                "e\u{301}e\u{301}e\u{301}".to_owned(),
                "\u{202e}z".to_owned(),
            ],
            ["abcdefghijklm".to_owned(), "報道報道報道".to_owned()],
        ];
        let expected = "\
a           b
報道 [31m   x y
e\u{301}e\u{301}e\u{301}         z
abcdefghi…  報道報…
";
        assert_eq!(table(&rows, [10, 8]), expected);
    }
}
