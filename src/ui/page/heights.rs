//! [`Heights`]: the heights of all blocks, with sums in logarithmic time (a Fenwick tree).

/// Heights in points. Sums are `f64`: a long article is 10⁷ points high.
#[derive(Debug, Default)]
pub struct Heights {
    heights: Vec<f32>,
    /// `sums[i]` holds the sum of the `i & -i` heights before number `i`.
    sums: Vec<f64>,
    /// How much was corrected so far, all corrections added up.
    drift: f64,
}

impl Heights {
    /// From first guesses.
    pub fn new(heights: Vec<f32>) -> Self {
        let mut sums = vec![0.0; heights.len() + 1];
        for at in 1..sums.len() {
            sums[at] += f64::from(heights[at - 1]);
            let parent = at + (at & at.wrapping_neg());
            if parent < sums.len() {
                sums[parent] += sums[at];
            }
        }
        Self {
            heights,
            sums,
            drift: 0.0,
        }
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// The height of a block.
    pub fn get(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or_default()
    }

    /// Corrects the height of a block.
    pub fn set(&mut self, block: usize, height: f32) {
        let Some(old) = self.heights.get_mut(block) else {
            return;
        };
        let change = f64::from(height) - f64::from(*old);
        if change == 0.0 {
            return;
        }
        *old = height;
        self.drift += change.abs();
        let mut at = block + 1;
        while at < self.sums.len() {
            self.sums[at] += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Rises with every correction: no block moves by more than this does.
    pub fn drift(&self) -> f64 {
        self.drift
    }

    /// Where a block starts: the sum of the heights before it.
    pub fn top(&self, block: usize) -> f64 {
        let mut at = block.min(self.heights.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums[at];
            at &= at - 1;
        }
        sum
    }

    /// The sum of all.
    pub fn total(&self) -> f64 {
        self.top(self.heights.len())
    }

    /// The block at a height and how far below its top that is; the first or last one beyond the ends.
    pub fn find(&self, y: f64) -> (usize, f64) {
        let mut rest = y.max(0.0);
        let mut block = 0;
        let mut step = (self.heights.len() + 1).next_power_of_two() / 2;
        while step > 0 {
            if let Some(sum) = self.sums.get(block + step)
                && *sum <= rest
            {
                block += step;
                rest -= sum;
            }
            step /= 2;
        }
        match self.heights.len().checked_sub(1) {
            Some(last) if block > last => (last, rest + f64::from(self.get(last))),
            _ => (block, rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_are_those_of_a_plain_list(
            first in proptest::collection::vec(0u16..400, 1..200),
            changes in proptest::collection::vec((0usize..200, 0u16..400), 0..60),
            y in 0u32..80_000,
        ) {
            // Quarters of points add up exactly.
            let mut plain: Vec<f32> = first.iter().map(|h| f32::from(*h) / 4.0).collect();
            let mut heights = Heights::new(plain.clone());
            for (block, height) in changes {
                let (block, height) = (block % plain.len(), f32::from(height) / 4.0);
                plain[block] = height;
                heights.set(block, height);
            }
            let sum = |to: usize| plain[..to].iter().map(|h| f64::from(*h)).sum::<f64>();
            for block in 0..=plain.len() {
                prop_assert_eq!(heights.top(block), sum(block));
            }
            prop_assert_eq!(heights.total(), sum(plain.len()));

            let y = f64::from(y) / 4.0;
            let (block, within) = heights.find(y);
            prop_assert_eq!(sum(block) + within, y);
            prop_assert!(within < f64::from(plain[block]) || sum(plain.len()) <= y);
        }
    }

    #[test]
    fn nothing_is_harmless() {
        let mut heights = Heights::default();
        heights.set(3, 1.0);
        assert_eq!((heights.len(), heights.total()), (0, 0.0));
        assert_eq!(Heights::new(Vec::new()).find(7.0), (0, 7.0));
    }
}
