//! Which command a pressed key means.

use egui::{Key, Modifiers};

use super::{Row, TABLE};

/// The rows in the order in which keys are matched: a shortcut without Shift also answers to its keys
/// with Shift, so those that ask for Shift come first.
pub fn by_precedence() -> impl Iterator<Item = &'static Row> {
    let shifted = |row: &&Row| row.shortcut.is_some_and(|s| s.modifiers.shift);
    let others = TABLE.iter().filter(move |row| !shifted(row));
    TABLE.iter().filter(shifted).chain(others)
}

/// The label whose key was pressed: a digit, or the place of one on the keyboard where the layout
/// writes another character there unshifted.
pub fn label_of_key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<usize> {
    if modifiers.any() && !modifiers.shift_only() {
        return None;
    }
    let physical = physical.filter(|_| !modifiers.shift);
    digit(key).or_else(|| physical.and_then(digit))
}

/// The label that was armed or disarmed: the same keys with Ctrl.
pub fn label_to_arm(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<usize> {
    if !modifiers.command || modifiers.alt {
        return None;
    }
    let shift = match modifiers.shift {
        true => Modifiers::SHIFT,
        false => Modifiers::NONE,
    };
    label_of_key(key, physical, shift)
}

fn digit(key: Key) -> Option<usize> {
    use Key::{Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    let digits = [Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9];
    digits.iter().position(|digit| *digit == key)
}
