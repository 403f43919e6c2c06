//! Goals given as ratios, measured side by side.

fn main() {}
