//! Looking at a screenshot: the page, its rows and words, how much has which colour.

use egui::Color32;
use postil::ui::theme::{Theme, ThemeKind};

/// A screenshot.
#[derive(Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// A part of the screen, ends excluded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Area {
    pub fn middle(self) -> (u32, u32) {
        ((self.left + self.right) / 2, (self.top + self.bottom) / 2)
    }

    fn points(self) -> impl Iterator<Item = (u32, u32)> {
        (self.top..self.bottom).flat_map(move |y| (self.left..self.right).map(move |x| (x, y)))
    }
}

impl Picture {
    /// Reads a binary PPM with 8 bits a channel.
    pub fn read(ppm: &[u8]) -> Self {
        let mut at = 0;
        let mut field = || {
            let start = at;
            while !ppm[at].is_ascii_whitespace() {
                at += 1;
            }
            at += 1;
            std::str::from_utf8(&ppm[start..at - 1]).unwrap().to_owned()
        };
        let [kind, width, height, depth] = [field(), field(), field(), field()];
        assert_eq!((kind.as_str(), depth.as_str()), ("P6", "255"));
        let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
        let pixels = ppm[at..].to_vec();
        assert_eq!(pixels.len(), width as usize * height as usize * 3);
        Self {
            width,
            height,
            pixels,
        }
    }

    pub fn whole(&self) -> Area {
        Area {
            left: 0,
            top: 0,
            right: self.width,
            bottom: self.height,
        }
    }

    fn at(&self, (x, y): (u32, u32)) -> [u8; 3] {
        let start = (y as usize * self.width as usize + x as usize) * 3;
        [
            self.pixels[start],
            self.pixels[start + 1],
            self.pixels[start + 2],
        ]
    }

    fn is(&self, point: (u32, u32), color: Color32) -> bool {
        let pixel = self.at(point);
        let color = [color.r(), color.g(), color.b()];
        pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) <= 3)
    }

    fn is_dark(&self, point: (u32, u32)) -> bool {
        self.at(point).iter().all(|channel| *channel < 110)
    }

    /// The share of an area that has a colour.
    pub fn share(&self, area: Area, color: Color32) -> f64 {
        let all = area.points().count() as f64;
        area.points().filter(|point| self.is(*point, color)).count() as f64 / all
    }

    /// The share of an area that is another than before.
    pub fn changed(&self, before: &Self, area: Area) -> f64 {
        let all = area.points().count() as f64;
        let other = |point: &(u32, u32)| self.at(*point) != before.at(*point);
        area.points().filter(other).count() as f64 / all
    }

    /// The page: what has the colour of paper around the middle of the screen.
    pub fn page(&self) -> Option<Area> {
        let paper = Theme::shipped(ThemeKind::Light).paper;
        let x = self.width / 2;
        let blank = |y: u32| (x - 60..x + 60).all(|x| self.is((x, y), paper));
        let top = (0..self.height).find(|y| blank(*y))?;
        let is = |x: u32| self.is((x, top + 2), paper);
        let left = (0..x).rev().find(|x| !is(*x))? + 1;
        let right = (x..self.width).find(|x| !is(*x))?;
        let bottom = (top..self.height).find(|y| !self.is((left + 2, *y), paper))?;
        Some(Area {
            left,
            top,
            right,
            bottom,
        })
    }

    /// The rows of text on the page, without the numbers of the paragraphs.
    pub fn rows(&self) -> Vec<Area> {
        let Some(page) = self.page() else {
            return Vec::new();
        };
        let inked = |y: u32| (page.left..page.right).any(|x| self.is_dark((x, y)));
        let mut rows: Vec<Area> = Vec::new();
        for y in (page.top..page.bottom).filter(|y| inked(*y)) {
            match rows.last_mut() {
                // A dot may stand apart from its letter.
                Some(row) if y <= row.bottom + 2 => row.bottom = y + 1,
                _ => rows.push(Area {
                    top: y,
                    bottom: y + 1,
                    ..page
                }),
            }
        }
        rows.retain(|row| row.bottom - row.top > 6);
        for row in &mut rows {
            let words = self.words(*row);
            // The text begins after the widest gap, that beside the number.
            let gaps = words.windows(2).map(|pair| pair[1].left - pair[0].right);
            let numbered = gaps.take(1).any(|gap| gap > 12);
            if let (Some(first), Some(last)) = (words.get(usize::from(numbered)), words.last()) {
                (row.left, row.right) = (first.left, last.right);
            }
        }
        rows
    }

    /// The words of a row: what is divided by more than the gap between letters.
    pub fn words(&self, row: Area) -> Vec<Area> {
        let inked = |x: u32| (row.top..row.bottom).any(|y| self.is_dark((x, y)));
        let mut words: Vec<Area> = Vec::new();
        for x in (row.left..row.right).filter(|x| inked(*x)) {
            match words.last_mut() {
                Some(word) if x < word.right + 4 => word.right = x + 1,
                _ => words.push(Area {
                    left: x,
                    right: x + 1,
                    ..row
                }),
            }
        }
        words
    }
}
