//! [`Tile`]: patterns that repeat, as small textures. A hatched rectangle costs what a plain one does.

use egui::epaint::{Mesh, textures::TextureOptions};
use egui::{Color32, ColorImage, Context, Rect, TextureHandle, pos2};

/// What a rectangle is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tile {
    /// Colour.
    Solid,
    /// Diagonal lines, over an area.
    Hatch,
    /// Dots, over an area.
    Dots,
    /// A wave along a line.
    Wave,
    /// Dots along a line.
    DottedLine,
    /// Dashes along a line.
    Dashes,
    /// Short strokes across a line.
    Strokes,
}

const PATTERNS: [Tile; 6] = [
    Tile::Hatch,
    Tile::Dots,
    Tile::Wave,
    Tile::DottedLine,
    Tile::Dashes,
    Tile::Strokes,
];

/// Height in points of a line that is a wave.
pub const WAVE_HEIGHT: f32 = 4.0;

/// Patterns along lines have so many more pixels than the screen.
const FINE: f32 = 2.0;

fn is_area(tile: Tile) -> bool {
    matches!(tile, Tile::Solid | Tile::Hatch | Tile::Dots)
}

/// A rectangle filled with a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// Where, relative to the block.
    pub rect: Rect,
    /// With what.
    pub tile: Tile,
    /// In which colour.
    pub color: Color32,
}

/// The textures, for one number of physical pixels a point.
pub struct Tiles {
    pixels: f32,
    textures: Vec<TextureHandle>,
}

impl Tiles {
    /// Draws them.
    pub fn new(ctx: &Context, pixels: f32) -> Self {
        let textures = PATTERNS.map(|tile| {
            let (fine, options) = match is_area(tile) {
                true => (1.0, TextureOptions::NEAREST_REPEAT),
                // Stretched to the thickness of the line.
                false => (FINE, TextureOptions::LINEAR_REPEAT),
            };
            ctx.load_texture(format!("{tile:?}"), draw(tile, pixels * fine), options)
        });
        Self {
            pixels,
            textures: textures.into(),
        }
    }

    /// Whether they are still of use.
    pub fn fit(&self, pixels: f32) -> bool {
        self.pixels == pixels
    }
}

/// Rectangles gathered to be painted at once, in one layer.
pub struct Batch<'a> {
    tiles: &'a Tiles,
    meshes: [Mesh; PATTERNS.len() + 1],
    count: usize,
}

impl<'a> Batch<'a> {
    /// An empty one.
    pub fn new(tiles: &'a Tiles) -> Self {
        let mut meshes: [Mesh; PATTERNS.len() + 1] = Default::default();
        for (mesh, texture) in meshes[1..].iter_mut().zip(&tiles.textures) {
            mesh.texture_id = texture.id();
        }
        Self {
            tiles,
            meshes,
            count: 0,
        }
    }

    /// Adds a rectangle, moved from the block to its place on the screen.
    pub fn add(&mut self, quad: &Quad, origin: egui::Vec2) {
        let rect = quad.rect.translate(origin);
        self.count += 1;
        let Some(at) = PATTERNS.iter().position(|tile| *tile == quad.tile) else {
            self.meshes[0].add_colored_rect(rect, quad.color);
            return;
        };
        let texels = self.tiles.textures[at].size_vec2();
        let size = texels / self.tiles.pixels;
        let along = quad.rect.x_range();
        let (size, (top, bottom)) = match quad.tile {
            Tile::Hatch | Tile::Dots => {
                let y = quad.rect.y_range();
                (size, (y.min / size.y, y.max / size.y))
            }
            // A thicker line has a wider pattern, too. Its edges don't run into each other.
            _ => {
                let inset = 0.5 / texels.y;
                (size * (quad.rect.height() / size.y), (inset, 1.0 - inset))
            }
        };
        let uv = Rect::from_min_max(
            pos2(along.min / size.x, top),
            pos2(along.max / size.x, bottom),
        );
        self.meshes[at + 1].add_rect_with_uv(rect, uv, quad.color);
    }

    /// Paints them; says how many there were.
    pub fn paint(self, painter: &egui::Painter) -> usize {
        for mesh in self.meshes {
            if !mesh.is_empty() {
                painter.add(mesh);
            }
        }
        self.count
    }
}

/// One period of a pattern, white where it is to be seen.
fn draw(tile: Tile, pixels: f32) -> ColorImage {
    let px = |points: f32| (points * pixels).round().max(1.0);
    let (width, height) = match tile {
        Tile::Solid => (1.0, 1.0),
        Tile::Hatch => (px(7.0), px(7.0)),
        Tile::Dots => (px(6.0), px(6.0)),
        Tile::Wave => (px(7.0), px(WAVE_HEIGHT)),
        Tile::DottedLine => (px(4.0), px(2.0)),
        Tile::Dashes => (px(7.0), 1.0),
        Tile::Strokes => (px(4.0), px(4.0)),
    };
    let (columns, rows) = (width as usize, height as usize);
    let mut image = ColorImage::filled([columns, rows], Color32::TRANSPARENT);
    for y in 0..rows {
        for x in 0..columns {
            let cover = cover(
                tile,
                (x as f32 + 0.5, y as f32 + 0.5),
                (width, height),
                pixels,
            );
            let alpha = (cover.clamp(0.0, 1.0) * 255.0).round() as u8;
            image[(x, y)] = Color32::from_white_alpha(alpha);
        }
    }
    image
}

/// How much of a pixel the pattern covers, by its distance from the pattern's middle line.
fn cover(tile: Tile, (x, y): (f32, f32), (width, height): (f32, f32), pixels: f32) -> f32 {
    let line = |distance: f32, thick: f32| thick * pixels / 2.0 + 0.5 - distance.abs();
    let diagonal = |thick| {
        let across = (x + y).rem_euclid(width) - width / 2.0;
        line(across * std::f32::consts::FRAC_1_SQRT_2, thick)
    };
    let dot = |thick| line((x - width / 2.0).hypot(y - height / 2.0), thick);
    match tile {
        Tile::Solid => 1.0,
        Tile::Hatch => diagonal(1.0),
        Tile::Dots => dot(1.8),
        Tile::Wave => {
            let phase = std::f32::consts::TAU * x / width;
            let reach = height / 2.0 - 0.8 * pixels;
            let slope = reach * std::f32::consts::TAU / width * phase.cos();
            let distance = (y - height / 2.0 - reach * phase.sin()) / slope.hypot(1.0);
            line(distance, 1.5)
        }
        Tile::DottedLine => dot(2.0),
        Tile::Dashes => (width * 0.6 + 0.5 - x).min(1.0),
        Tile::Strokes => diagonal(1.4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_differ_and_none_is_empty_or_full() {
        for pixels in [1.0, 1.5, 2.0, 3.0] {
            for (at, tile) in PATTERNS.into_iter().enumerate() {
                let image = draw(tile, pixels);
                let ink: usize = image.pixels.iter().map(|p| usize::from(p.a())).sum();
                let full = image.pixels.len() * 255;
                assert!(
                    ink * 20 > full && ink < full * 9 / 10,
                    "{tile:?} at {pixels}"
                );
                for other in &PATTERNS[..at] {
                    assert_ne!(image, draw(*other, pixels), "{tile:?} {other:?}");
                }
            }
        }
    }
}
