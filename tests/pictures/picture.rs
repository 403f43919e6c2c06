//! Pictures: kept as files, compared with what is drawn now.

use std::fs;
use std::path::{Path, PathBuf};

/// How far a part of a colour may be off, of 255. Processors round glyphs a little apart.
const TOLERANCE: u8 = 12;
/// How many pixels may be off further. The shortest mark changes dozens.
const STRAYS: usize = 4;
/// How large a file may be, in bytes.
const LARGEST: usize = 60_000;

/// Rows of pixels: red, green, blue.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub fn new(width: usize, height: usize) -> Self {
        let pixels = vec![[0; 3]; width * height];
        Self {
            width,
            height,
            pixels,
        }
    }

    pub fn at_mut(&mut self, x: usize, y: usize) -> &mut [u8; 3] {
        &mut self.pixels[y * self.width + x]
    }

    /// Pixels that are not the same in both.
    pub fn apart(&self, other: &Self) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return self.pixels.len().max(other.pixels.len());
        }
        let pairs = self.pixels.iter().zip(&other.pixels);
        pairs.filter(|(a, b)| differ(**a, **b)).count()
    }

    pub fn looks_like(&self, other: &Self) -> bool {
        self.apart(other) <= STRAYS
    }

    /// What is not the same, in red over the paler rest.
    fn against(&self, other: &Self) -> Self {
        let mut shown = self.clone();
        for (at, pixel) in shown.pixels.iter_mut().enumerate() {
            *pixel = match other.pixels.get(at) {
                Some(other) if !differ(*pixel, *other) => pixel.map(|part| 192 + part / 4),
                _ => [220, 0, 0],
            };
        }
        shown
    }

    fn read(path: &Path) -> Option<Self> {
        let file = std::io::BufReader::new(fs::File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
        let (pixels, _) = bytes[..info.buffer_size()].as_chunks::<3>();
        Some(Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels: pixels.to_vec(),
        })
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (self.width as u32, self.height as u32);
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
        writer.finish().unwrap();
        bytes
    }
}

fn differ(a: [u8; 3], b: [u8; 3]) -> bool {
    let mut parts = a.into_iter().zip(b);
    parts.any(|(a, b)| a.abs_diff(b) > TOLERANCE)
}

/// Compares with the file of that name, or writes it where `UPDATE_SNAPSHOTS` is set.
#[track_caller]
pub fn check(name: &str, now: &Picture) {
    let file = PathBuf::from(format!("tests/snapshots/{name}.png"));
    let kept = Picture::read(&file);
    if kept.as_ref().is_some_and(|kept| kept.looks_like(now)) {
        return;
    }
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|wish| wish != "0") {
        let bytes = now.bytes();
        assert!(
            bytes.len() <= LARGEST,
            "{name}: {} bytes are too many",
            bytes.len()
        );
        fs::create_dir_all("tests/snapshots").unwrap();
        fs::write(&file, bytes).unwrap();
        return;
    }
    let seen = Path::new("target/artefacts/pictures");
    fs::create_dir_all(seen).unwrap();
    let drawn = seen.join(format!("{name}.png"));
    fs::write(&drawn, now.bytes()).unwrap();
    let hint = "Where that is meant: UPDATE_SNAPSHOTS=1 cargo test --test pictures";
    let Some(kept) = kept else {
        panic!("there is no {}. {hint}", file.display());
    };
    let red = seen.join(format!("{name}-differs.png"));
    fs::write(&red, now.against(&kept).bytes()).unwrap();
    panic!(
        "{name} does not look as it did: {} pixels differ.\n  kept:    {}\n  now:     {}\n  in red:  {}\n{hint}",
        kept.apart(now),
        file.display(),
        drawn.display(),
        red.display(),
    );
}
