//! The order of file names that people expect: `2-b` before `10-a`.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares names: runs of digits by their value, letters without case, and last the names as they
/// are, so that only equal names are equal.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return a.cmp(b),
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                x.len().cmp(&y.len()).then_with(|| x.cmp(&y))
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                left.next();
                right.next();
                order
            }
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A run of digits without leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let run: String = std::iter::from_fn(|| chars.next_if(char::is_ascii_digit)).collect();
    run.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = ["10-a", "2-b", "Été", "a10", "a9", "A9b", "02-b", "1"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(
            names,
            ["1", "02-b", "2-b", "10-a", "a9", "A9b", "a10", "Été"]
        );
    }

    proptest! {
        #[test]
        fn it_is_an_order(a in "[a-bA-B0-2é]{0,5}", b in "[a-bA-B0-2é]{0,5}", c in "[a-bA-B0-2é]{0,5}") {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &b).is_eq(), a == b);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                prop_assert!(natural_order(&a, &c).is_le());
            }
        }
    }
}
