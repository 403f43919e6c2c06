//! The package's own Rust files as tokens: comments gone, strings read, test-only parts known.

#![allow(dead_code, reason = "each test that reads sources needs a part of it")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Name(String),
    /// `::`
    Path,
    /// Any other sign, alone.
    Sign(char),
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
        self.kind == Kind::Sign(sign)
    }

    pub fn is_path_sign(&self) -> bool {
        self.kind == Kind::Path
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
        let mut tokens = lex(code);
        let test_modules = mark(&mut tokens);
        let source = Self {
            path: path.to_owned(),
            module: module_of(path),
            tokens,
        };
        (source, test_modules)
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

/// Marks what is in attributes and what is there for tests only; gives the modules with a file of
/// their own that are.
fn mark(tokens: &mut [Token]) -> Vec<String> {
    let mut test_modules = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = attribute_end(tokens, at) else {
            at += 1;
            continue;
        };
        let is_cfg_test = is_cfg_test(&tokens[at..end]);
        tokens[at..end]
            .iter_mut()
            .for_each(|token| token.attribute = true);
        at = end;
        if !is_cfg_test {
            continue;
        }
        let mut start = at;
        while let Some(end) = attribute_end(tokens, start) {
            start = end;
        }
        if let [word, name, end, ..] = &tokens[start..]
            && word.is_name("mod")
            && end.is_sign(';')
        {
            test_modules.extend(name.name().map(str::to_owned));
        }
        let end = item_end(tokens, start);
        tokens[at..end]
            .iter_mut()
            .for_each(|token| token.test = true);
    }
    test_modules
}

/// The end of the `#[…]` or `#![…]` at a place.
fn attribute_end(tokens: &[Token], at: usize) -> Option<usize> {
    let open = match &tokens[at..] {
        [hash, open, ..] if hash.is_sign('#') && open.kind == Kind::Open('[') => at + 1,
        [hash, bang, open, ..]
            if hash.is_sign('#') && bang.is_sign('!') && open.kind == Kind::Open('[') =>
        {
            at + 2
        }
        _ => return None,
    };
    Some(group_end(tokens, open))
}

/// The end of the group that opens at a place.
pub fn group_end(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// `cfg(test)`, also together with other conditions.
fn is_cfg_test(attribute: &[Token]) -> bool {
    let mut names = attribute.iter().filter_map(Token::name);
    names.next() == Some("cfg")
        && match names.next() {
            Some("test") => true,
            Some("all") => names.next() == Some("test"),
            _ => false,
        }
}

/// The end of the item that begins at a place: its body, or a semicolon.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Open('{') => return group_end(tokens, at),
            Kind::Open(_) => at = group_end(tokens, at),
            Kind::Sign(';') => return at + 1,
            Kind::Close(_) => return at,
            _ => at += 1,
        }
    }
    at
}

/// The tokens of Rust code; comments are left out.
fn lex(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = code;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = token_at(rest, first);
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                line,
                test: false,
                attribute: false,
            });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How long the token at the start of a text is, and what it is; `None` for white space and comments.
fn token_at(rest: &str, first: char) -> (usize, Option<Kind>) {
    let is_in_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = &rest[..rest.find(|c| !is_in_name(c)).unwrap_or(rest.len())];
    let prefix = ["br", "cr", "b", "c", "r"];
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (comment_length(rest), None)
    } else if let Some(name) = prefix.iter().find(|prefix| {
        let after = rest.strip_prefix(**prefix);
        let after = after.map(|after| match prefix.ends_with('r') {
            true => after.trim_start_matches('#'),
            false => after,
        });
        after.is_some_and(|after| after.starts_with('"'))
    }) {
        let (length, text) = match name.ends_with('r') {
            true => raw_string(&rest[name.len()..]),
            false => string(&rest[name.len()..]),
        };
        let kind = if *name == "r" {
            Kind::Text(text)
        } else {
            Kind::Other
        };
        (name.len() + length, Some(kind))
    } else if first == '"' {
        let (length, text) = string(rest);
        (length, Some(Kind::Text(text)))
    } else if first == '\'' || rest.starts_with("b'") {
        (quote_length(rest), Some(Kind::Other))
    } else if let Some(raw) = rest.strip_prefix("r#")
        && raw.starts_with(is_in_name)
    {
        let end = raw.find(|c| !is_in_name(c)).unwrap_or(raw.len());
        (2 + end, Some(Kind::Name(raw[..end].to_owned())))
    } else if first.is_ascii_digit() {
        (name.len(), Some(Kind::Other))
    } else if !name.is_empty() {
        (name.len(), Some(Kind::Name(name.to_owned())))
    } else if rest.starts_with("::") {
        (2, Some(Kind::Path))
    } else {
        let kind = match first {
            '(' | '[' | '{' => Some(Kind::Open(first)),
            ')' | ']' | '}' => Some(Kind::Close(first)),
            _ if first.is_whitespace() => None,
            _ => Some(Kind::Sign(first)),
        };
        (first.len_utf8(), kind)
    }
}

/// The length of a block comment, which may hold others.
fn comment_length(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at = rest.ceil_char_boundary(at + 1);
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

/// The length of a character or a lifetime.
fn quote_length(rest: &str) -> usize {
    let start = if rest.starts_with('b') { 2 } else { 1 };
    let inner = &rest[start..];
    if let Some(escape) = inner.strip_prefix('\\') {
        // The character after the backslash may be a quote itself.
        let close = escape[1..].find('\'').map_or(escape.len(), |at| at + 2);
        return start + 1 + close;
    }
    let first = inner.chars().next().map_or(0, char::len_utf8);
    if inner[first..].starts_with('\'') {
        return start + first + 1;
    }
    let is_in_name = |c: char| c.is_alphanumeric() || c == '_';
    start + inner.find(|c| !is_in_name(c)).unwrap_or(inner.len())
}

/// The length and the value of a raw string, from its first `#` or quote.
fn raw_string(rest: &str) -> (usize, String) {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let inner = &rest[hashes + 1..];
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inner.find(&close).expect("a string ends");
    (hashes + 1 + end + close.len(), inner[..end].to_owned())
}

/// The length and the value of a string in quotes.
fn string(rest: &str) -> (usize, String) {
    let mut text = String::new();
    let mut chars = rest[1..].chars();
    loop {
        match chars.next().expect("a string ends") {
            '"' => return (rest.len() - chars.as_str().len(), text),
            '\\' => match chars.next().expect("an escape goes on") {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                '0' => text.push('\0'),
                'x' => {
                    let code: String = chars.by_ref().take(2).collect();
                    text.extend(u8::from_str_radix(&code, 16).map(char::from));
                }
                'u' => {
                    let code: String = chars.by_ref().take_while(|&c| c != '}').collect();
                    let code = code.trim_start_matches('{').replace('_', "");
                    text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
                '\n' => chars = chars.as_str().trim_start().chars(),
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

#[test]
fn the_reader_of_sources_knows_rust() {
    let code = r####"
        // "no" /* "no"
        /* "no" /* "no" */ "no" */
        let a = ("one\u{a0}\"\n", r#"two "2""#, b"no", br"no", 'a', '"', '\'', '\u{22}');
        fn f<'a>(r#type: &'a str) -> &'static str { "three \
            four" }
        #[doc = "attribute"] #[cfg(test)] #[allow(x)]
        mod tests { const A: &str = "test"; }
        #[cfg(test)] mod more;
        const B: &str = "five";
    "####;
    let (source, modules) = Source::parse("src/a/mod.rs", code);
    let texts: Vec<_> = source
        .tokens
        .iter()
        .filter_map(|token| Some((token.text()?, token.line, token.test, token.attribute)))
        .collect();
    let wanted = [
        ("one\u{a0}\"\n", 4, false, false),
        ("two \"2\"", 4, false, false),
        ("three four", 5, false, false),
        ("attribute", 7, false, true),
        ("test", 8, true, false),
        ("five", 10, false, false),
    ];
    assert_eq!(texts, wanted);
    assert_eq!(
        (modules, source.module),
        (vec!["more".to_owned()], vec!["a".to_owned()])
    );
    assert!(source.tokens.iter().any(|token| token.is_name("type")));
}
