//! A disk that loses power: what was not flushed may have reached it or not.
//!
//! A file's content lasts once the file was flushed; before, what was added may be missing, cut, zero in
//! any block, or there, and what was cut off may be there again. What was flushed before is not touched
//! by what is added behind it. A name (made, changed, removed) lasts once its folder was flushed; before, any subset of
//! the changes may have reached the disk, whatever came first. A name may last before the content.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::shim::Event;
use crate::stages::Tree;

/// Sizes of the blocks in which disks write.
const BLOCKS: [usize; 2] = [512, 4096];

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    /// By its number.
    File(usize),
}

#[derive(Clone, Debug)]
struct File {
    /// What a flush promised.
    lasting: Vec<u8>,
    /// What programs read.
    now: Vec<u8>,
    /// What they read before something was cut off, since the last flush.
    longer: Vec<Vec<u8>>,
}

impl File {
    fn of(bytes: Vec<u8>) -> Self {
        Self {
            lasting: bytes.clone(),
            now: bytes,
            longer: Vec::new(),
        }
    }
}

/// A change of names that its folder does not promise yet.
#[derive(Clone, Debug)]
enum Change {
    Put(PathBuf, Node),
    Move(PathBuf, PathBuf, Node),
    Take(PathBuf),
}

impl Change {
    fn folder(&self) -> &Path {
        let (Self::Put(path, _) | Self::Move(_, path, _) | Self::Take(path)) = self;
        path.parent().unwrap()
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Put(path, node) => drop(names.insert(path.clone(), *node)),
            Self::Take(path) => drop(names.remove(path)),
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
        }
    }
}

/// A disk at a moment.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: Vec<File>,
    now: BTreeMap<PathBuf, Node>,
    lasting: BTreeMap<PathBuf, Node>,
    changes: Vec<Change>,
}

impl Disk {
    /// A disk on which everything lasts.
    pub fn new(tree: &Tree) -> Self {
        let mut disk = Self::default();
        for (path, content) in tree {
            let node = match content {
                None => Node::Folder,
                Some(bytes) => {
                    disk.files.push(File::of(bytes.clone()));
                    Node::File(disk.files.len() - 1)
                }
            };
            disk.now.insert(path.clone(), node);
        }
        disk.lasting = disk.now.clone();
        disk
    }

    fn file(&mut self, path: &Path) -> &mut File {
        match self.now.get(path) {
            Some(Node::File(number)) => &mut self.files[*number],
            other => panic!("{}: {other:?}", path.display()),
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.changes.push(change);
    }

    /// What a program did.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::MakeFolder(path) => self.change(Change::Put(path.clone(), Node::Folder)),
            Event::Create(path) => {
                self.files.push(File::of(Vec::new()));
                self.change(Change::Put(path.clone(), Node::File(self.files.len() - 1)));
            }
            Event::Write(path, bytes) => self.file(path).now.extend(bytes),
            Event::Cut(path, length) => {
                let file = self.file(path);
                file.longer.push(file.now.clone());
                file.now.resize(usize::try_from(*length).unwrap(), 0);
            }
            Event::Sync(path) => {
                let file = self.file(path);
                *file = File::of(std::mem::take(&mut file.now));
            }
            Event::Rename(from, to) => {
                let node = self.now[from];
                self.change(Change::Move(from.clone(), to.clone(), node));
            }
            Event::Link(from, to) => {
                let node = self.now[from];
                self.change(Change::Put(to.clone(), node));
            }
            Event::Remove(path) => self.change(Change::Take(path.clone())),
            Event::SyncFolder(folder) => {
                let changes = std::mem::take(&mut self.changes);
                for change in changes {
                    match change.folder() == folder {
                        true => change.apply(&mut self.lasting),
                        false => self.changes.push(change),
                    }
                }
            }
        }
    }

    /// Every state that may be found after the power came back, but for those in `seen`.
    pub fn states(&self, seen: &mut HashSet<u64>) -> Vec<Tree> {
        let count = self.changes.len();
        assert!(count <= 12, "{count} changes are too many to try all");
        let mut states = Vec::new();
        for subset in 0..1_usize << count {
            let mut names = self.lasting.clone();
            for (at, change) in self.changes.iter().enumerate() {
                if subset >> at & 1 == 1 {
                    change.apply(&mut names);
                }
            }
            // What lies in a folder that is not there is not there.
            let is_there = |path: &Path| {
                let mut above = path.ancestors().skip(1);
                above.all(|folder| names.contains_key(folder) || !self.now.contains_key(folder))
            };
            let reached: Vec<(&PathBuf, Node)> = { names.iter() }
                .map(|(path, node)| (path, *node))
                .filter(|(path, _)| is_there(path))
                .collect();
            let whole = |content: fn(&File) -> &Vec<u8>| -> Tree {
                let bytes = |node| match node {
                    Node::Folder => None,
                    Node::File(number) => Some(content(&self.files[number]).clone()),
                };
                reached
                    .iter()
                    .map(|(path, node)| ((*path).clone(), bytes(*node)))
                    .collect()
            };
            let full = whole(|file| &file.now);
            let mut add = |tree: Tree| {
                let mut hasher = DefaultHasher::new();
                tree.hash(&mut hasher);
                if seen.insert(hasher.finish()) {
                    states.push(tree);
                }
            };
            add(whole(|file| &file.lasting));
            for (path, node) in &reached {
                if let Node::File(number) = node {
                    let file = &self.files[*number];
                    for content in damaged(file) {
                        let mut tree = full.clone();
                        tree.insert((*path).clone(), Some(content));
                        add(tree);
                    }
                }
            }
            add(full);
        }
        states
    }
}

/// What may be found of a file's content that was not flushed.
fn damaged(file: &File) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    if file.lasting == file.now && file.longer.is_empty() {
        return found;
    }
    found.push(file.lasting.clone());
    for written in file.longer.iter().chain([&file.now]) {
        let both = written.iter().zip(&file.lasting);
        let safe = both.take_while(|(now, lasting)| now == lasting).count();
        found.push(written.clone());
        found.push(zeroed(written, safe..written.len()));
        for block in BLOCKS {
            for start in (0..written.len()).step_by(block) {
                let end = (start + block).min(written.len());
                if end > safe {
                    let start = start.max(safe);
                    found.push(zeroed(written, start..end));
                    found.push(written[..start].to_vec());
                }
            }
        }
    }
    found
}

fn zeroed(bytes: &[u8], range: std::ops::Range<usize>) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[range].fill(0);
    bytes
}
