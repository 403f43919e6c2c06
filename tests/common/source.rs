//! The package's own Rust files as tokens: comments gone, strings read, test-only parts known.

#![allow(dead_code, reason = "each test that reads sources needs a part of it")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Name(String),
    /// `::` is one of them, every other sign stands alone.
    Sign(&'static str),
    OtherSign(char),
    /// The value of a string literal.
    Text(String),
    /// Numbers, characters, bytes, lifetimes.
    Other,
    Open(char),
    Close(char),
}

/// A token of a file.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    /// From 1.
    pub line: usize,
    /// Only part of the program when it is tested.
    pub test: bool,
    /// Within an attribute, as documentation is.
    pub attribute: bool,
}

impl Token {
    pub fn is_name(&self, name: &str) -> bool {
        matches!(&self.kind, Kind::Name(own) if own == name)
    }

    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::OtherSign(sign)
    }

    pub fn is_path_sign(&self) -> bool {
        self.kind == Kind::Sign("::")
    }
}

/// A Rust file.
#[derive(Debug)]
pub struct Source {
    /// From the package's folder, with `/`.
    pub path: String,
    /// Path of the module; empty for `lib.rs` and `main.rs`.
    pub module: Vec<String>,
    pub tokens: Vec<Token>,
}

impl Source {
    /// Reads Rust code as if it were the file at a path.
    pub fn parse(path: &str, code: &str) -> (Self, Vec<String>) {
        let stream = TokenStream::from_str(code)
            .unwrap_or_else(|error| panic!("{path} is no Rust: {error}"));
        let mut reader = Reader::default();
        reader.read(stream, false, false);
        let source = Self {
            path: path.to_owned(),
            module: module_of(path),
            tokens: reader.tokens,
        };
        (source, reader.test_modules)
    }

    /// `src/ui/app.rs:12`
    pub fn place(&self, token: &Token) -> String {
        format!("{}:{}", self.path, token.line)
    }
}

/// Where the package is.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/`, in order of paths.
pub fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), "rs", &mut paths);
    paths.sort();
    let mut sources = Vec::new();
    let mut test_modules = BTreeSet::new();
    for path in paths {
        let code = std::fs::read_to_string(&path).expect("a source can be read");
        let relative = path.strip_prefix(root()).expect("it is in the package");
        let relative = relative.to_string_lossy().replace('\\', "/");
        let (source, modules) = Source::parse(&relative, &code);
        for name in modules {
            test_modules.insert([source.module.clone(), vec![name]].concat());
        }
        sources.push(source);
    }
    for source in &mut sources {
        let of_test = |length: usize| test_modules.contains(&source.module[..length]);
        if (1..=source.module.len()).any(of_test) {
            source.tokens.iter_mut().for_each(|token| token.test = true);
        }
    }
    sources
}

/// Every file below a folder whose name ends so.
pub fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("its entries too").path();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
}

fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    let is_folder = parts.last().is_some_and(|last| last == "mod");
    if is_folder || path == "lib" || path == "main" {
        parts.pop();
    }
    parts
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    /// Modules with a file of their own that exist in tests only.
    test_modules: Vec<String>,
}

impl Reader {
    fn read(&mut self, stream: TokenStream, in_test: bool, attribute: bool) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        // Whether the item that is being read is for tests.
        let mut test_item = false;
        let mut at = 0;
        while at < trees.len() {
            if let Some((length, body)) = attribute_at(&trees[at..]) {
                test_item |= is_cfg_test(body);
                for tree in &trees[at..at + length] {
                    self.push(tree.clone(), in_test || test_item, true);
                }
                at += length;
                continue;
            }
            if test_item && let Some(name) = file_module_at(&trees[at..]) {
                self.test_modules.push(name);
            }
            let ends = is_item_end(&trees[at]);
            self.push(trees[at].clone(), in_test || test_item, attribute);
            test_item &= !ends;
            at += 1;
        }
    }

    fn push(&mut self, tree: TokenTree, test: bool, attribute: bool) {
        let line = tree.span().start().line;
        let kind = match tree {
            TokenTree::Group(group) => {
                let signs = match group.delimiter() {
                    Delimiter::Parenthesis => Some(('(', ')')),
                    Delimiter::Brace => Some(('{', '}')),
                    Delimiter::Bracket => Some(('[', ']')),
                    Delimiter::None => None,
                };
                let mut sign = |kind, line| {
                    self.tokens.push(Token {
                        kind,
                        line,
                        test,
                        attribute,
                    });
                };
                if let Some((open, _)) = signs {
                    sign(Kind::Open(open), line);
                }
                self.read(group.stream(), test, attribute);
                let end = group.span_close().start().line;
                if let Some((_, close)) = signs {
                    self.tokens.push(Token {
                        kind: Kind::Close(close),
                        line: end,
                        test,
                        attribute,
                    });
                }
                return;
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                Kind::Name(name.strip_prefix("r#").map_or(name.clone(), str::to_owned))
            }
            TokenTree::Punct(sign) => {
                // The second colon of a `::` that has begun.
                if sign.as_char() == ':'
                    && let Some(last) = self.tokens.last_mut()
                    && last.kind == Kind::Sign(":")
                {
                    last.kind = Kind::Sign("::");
                    return;
                }
                match (sign.as_char(), sign.spacing()) {
                    (':', Spacing::Joint) => Kind::Sign(":"),
                    (other, _) => Kind::OtherSign(other),
                }
            }
            TokenTree::Literal(literal) => {
                text_of(&literal.to_string()).map_or(Kind::Other, Kind::Text)
            }
        };
        self.tokens.push(Token {
            kind,
            line,
            test,
            attribute,
        });
    }
}

/// `#[…]` or `#![…]`: how many trees, and what is in it.
fn attribute_at(trees: &[TokenTree]) -> Option<(usize, TokenStream)> {
    let is = |at: usize, wanted: char| matches!(trees.get(at), Some(TokenTree::Punct(sign)) if sign.as_char() == wanted);
    if !is(0, '#') {
        return None;
    }
    let at = if is(1, '!') { 2 } else { 1 };
    match trees.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            Some((at + 1, group.stream()))
        }
        _ => None,
    }
}

fn is_cfg_test(body: TokenStream) -> bool {
    body.to_string().replace(' ', "") == "cfg(test)"
}

/// `mod name ;`
fn file_module_at(trees: &[TokenTree]) -> Option<String> {
    match trees {
        [
            TokenTree::Ident(word),
            TokenTree::Ident(name),
            TokenTree::Punct(end),
            ..,
        ] if word == "mod" && end.as_char() == ';' => Some(name.to_string()),
        _ => None,
    }
}

fn is_item_end(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    }
}

/// The value of a literal that is a string.
fn text_of(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let inner = raw.trim_matches('#');
        return Some(inner.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next()? {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            '0' => text.push('\0'),
            'x' => {
                let code: String = chars.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&code, 16).ok()?));
            }
            'u' => {
                let code: String = chars
                    .by_ref()
                    .skip(1)
                    .take_while(|&c| c != '}')
                    .filter(|&c| c != '_')
                    .collect();
                text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
            }
            '\n' => {
                let rest = chars.as_str().trim_start();
                chars = rest.chars();
            }
            other => text.push(other),
        }
    }
    Some(text)
}
