//! Draws what egui tessellated into memory, by the rules of its own painters: triangles with a
//! texture, blended in gamma space. Without a graphics driver, so that every machine draws alike.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
use egui::{
    Color32, ImageData, Pos2, Rect, TextureFilter, TextureId, TextureOptions, TextureWrapMode,
    TexturesDelta,
};
use egui_kittest::{Harness, TestRenderer};

use crate::picture::Picture;

/// Parts of a pixel that corners of triangles are rounded to, as graphics cards do.
const STEPS: f32 = 256.0;

/// Keeps the textures of a window and draws its frames.
#[derive(Clone, Default)]
pub struct Painter(Rc<RefCell<HashMap<TextureId, Texture>>>);

struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    options: TextureOptions,
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, images) in delta.set.drain() {
            for image in images {
                take(&mut textures, id, &image);
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

fn take(textures: &mut HashMap<TextureId, Texture>, id: TextureId, delta: &ImageDelta) {
    let ImageData::Color(image) = &delta.image;
    let [width, height] = image.size;
    match (delta.pos, textures.get_mut(&id)) {
        (Some([left, top]), Some(texture)) => {
            for (y, row) in image.pixels.chunks_exact(width).enumerate() {
                let start = (top + y) * texture.width + left;
                texture.texels[start..start + width].copy_from_slice(row);
            }
        }
        _ => {
            let texture = Texture {
                width,
                height,
                texels: image.pixels.clone(),
                options: delta.options,
            };
            textures.insert(id, texture);
        }
    }
}

impl Painter {
    /// The last frame of a window that this painter was given to.
    pub fn draw<State>(&self, window: &Harness<'_, State>) -> Picture {
        let scale = window.ctx.pixels_per_point();
        let size = window.ctx.content_rect().size() * scale;
        let mut picture = Picture::new(size.x.round() as usize, size.y.round() as usize);
        let shapes = window.output().shapes.clone();
        let textures = self.0.borrow();
        for part in window.ctx.tessellate(shapes, scale) {
            let Primitive::Mesh(mesh) = &part.primitive else {
                panic!("only meshes can be drawn here");
            };
            let texture = &textures[&mesh.texture_id];
            paint(&mut picture, mesh, texture, part.clip_rect * scale, scale);
        }
        picture
    }
}

fn paint(picture: &mut Picture, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
    let whole = |x: f32, end: usize| (x.round().max(0.0) as usize).min(end);
    let columns = whole(clip.left(), picture.width)..whole(clip.right(), picture.width);
    let rows = whole(clip.top(), picture.height)..whole(clip.bottom(), picture.height);
    for corners in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|at| mesh.vertices[corners[at] as usize]);
        let Some(triangle) = Triangle::new([a, b, c], scale) else {
            continue;
        };
        let bounds = triangle.bounds();
        let flat = triangle.flat(texture);
        for y in bounds.1.start.max(rows.start)..bounds.1.end.min(rows.end) {
            for x in bounds.0.start.max(columns.start)..bounds.0.end.min(columns.end) {
                if let Some(weights) = triangle.weights(x, y) {
                    let color = flat.unwrap_or_else(|| triangle.color(weights, texture));
                    blend(picture.at_mut(x, y), color);
                }
            }
        }
    }
}

/// A triangle on the screen, its corners in clockwise order, in parts of a pixel.
struct Triangle {
    corners: [(i64, i64); 3],
    vertices: [Vertex; 3],
    /// Twice its area.
    area: i64,
}

impl Triangle {
    fn new(vertices: [Vertex; 3], scale: f32) -> Option<Self> {
        let place = |at: Pos2| {
            let whole = |x: f32| (x * scale * STEPS).round() as i64;
            (whole(at.x), whole(at.y))
        };
        let [a, b, c] = vertices.map(|vertex| place(vertex.pos));
        let area = cross(a, b, c);
        let [va, vb, vc] = vertices;
        match area {
            0 => None,
            1.. => Some(Self {
                corners: [a, b, c],
                vertices,
                area,
            }),
            _ => Some(Self {
                corners: [a, c, b],
                vertices: [va, vc, vb],
                area: -area,
            }),
        }
    }

    /// The pixels that it may touch: columns and rows.
    fn bounds(&self) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let range = |parts: [i64; 3]| {
            let pixel = |part: i64| usize::try_from(part.div_euclid(STEPS as i64)).unwrap_or(0);
            let (least, most) = (parts.iter().min(), parts.iter().max());
            pixel(*least.unwrap())..pixel(*most.unwrap()) + 1
        };
        let [a, b, c] = self.corners;
        (range([a.0, b.0, c.0]), range([a.1, b.1, c.1]))
    }

    /// How near the middle of a pixel is to each corner; `None` where it is outside.
    fn weights(&self, x: usize, y: usize) -> Option<[f32; 3]> {
        let middle = |pixel: usize| (pixel as i64) * STEPS as i64 + STEPS as i64 / 2;
        let point = (middle(x), middle(y));
        let [a, b, c] = self.corners;
        let mut weights = [0.0; 3];
        for (weight, (from, to)) in weights.iter_mut().zip([(b, c), (c, a), (a, b)]) {
            let side = cross(from, to, point);
            // A pixel on an edge between two triangles belongs to one of them.
            let top_or_left = to.1 < from.1 || (to.1 == from.1 && to.0 > from.0);
            if side < 0 || (side == 0 && !top_or_left) {
                return None;
            }
            *weight = side as f32 / self.area as f32;
        }
        Some(weights)
    }

    /// Its one colour, where it has only one: most pixels of a page are of such triangles.
    fn flat(&self, texture: &Texture) -> Option<[f32; 4]> {
        let [a, b, c] = &self.vertices;
        let same = |other: &Vertex| (a.uv, a.color) == (other.uv, other.color);
        (same(b) && same(c)).then(|| self.color([1.0, 0.0, 0.0], texture))
    }

    fn color(&self, weights: [f32; 3], texture: &Texture) -> [f32; 4] {
        let mut uv = Pos2::ZERO;
        let mut color = [0.0; 4];
        for (weight, vertex) in weights.into_iter().zip(&self.vertices) {
            uv += vertex.uv.to_vec2() * weight;
            for (sum, part) in color.iter_mut().zip(vertex.color.to_array()) {
                *sum += f32::from(part) * weight;
            }
        }
        let texel = texture.sample(uv);
        [0, 1, 2, 3].map(|at| color[at] * texel[at] / 255.0)
    }
}

/// Positive where `c` lies to the right of the way from `a` to `b`, on a screen whose rows grow
/// downwards.
fn cross(a: (i64, i64), b: (i64, i64), c: (i64, i64)) -> i64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

impl Texture {
    fn sample(&self, uv: Pos2) -> [f32; 4] {
        let (x, y) = (uv.x * self.width as f32, uv.y * self.height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.texel(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let at = |dx, dy| self.texel(left as i64 + dx, top as i64 + dy);
        let mix = |a: [f32; 4], b: [f32; 4], t: f32| [0, 1, 2, 3].map(|i| a[i] + (b[i] - a[i]) * t);
        mix(mix(at(0, 0), at(1, 0), fx), mix(at(0, 1), at(1, 1), fx), fy)
    }

    fn texel(&self, x: i64, y: i64) -> [f32; 4] {
        let wrap = |at: i64, size: usize| {
            let size = size as i64;
            let at = match self.options.wrap_mode {
                TextureWrapMode::ClampToEdge => at.clamp(0, size - 1),
                TextureWrapMode::Repeat => at.rem_euclid(size),
                TextureWrapMode::MirroredRepeat => {
                    let phase = at.rem_euclid(2 * size);
                    phase.min(2 * size - 1 - phase)
                }
            };
            at as usize
        };
        let color = self.texels[wrap(y, self.height) * self.width + wrap(x, self.width)];
        color.to_array().map(f32::from)
    }
}

/// Lays a colour with premultiplied opacity over a pixel.
fn blend(under: &mut [u8; 3], over: [f32; 4]) {
    let through = 1.0 - over[3] / 255.0;
    for (under, over) in under.iter_mut().zip(over) {
        *under = (over + f32::from(*under) * through)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
}
