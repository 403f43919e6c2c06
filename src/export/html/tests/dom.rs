//! A page, parsed by a browser's rules.

use std::collections::HashSet;

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

pub struct Dom(RcDom);

/// An element: name, attributes, text within.
pub struct Element {
    pub name: String,
    pub attrs: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attrs.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attr("class")
            .is_some_and(|all| all.split(' ').any(|c| c == class))
    }
}

impl Dom {
    /// Parses a page that must have no parse error at all.
    #[track_caller]
    pub fn new(page: &[u8]) -> Self {
        let options = html5ever::ParseOpts {
            tokenizer: html5ever::tokenizer::TokenizerOpts {
                exact_errors: true,
                ..Default::default()
            },
            ..Default::default()
        };
        let page = std::str::from_utf8(page).unwrap();
        let dom = html5ever::parse_document(RcDom::default(), options).one(page);
        assert_eq!(*dom.errors.borrow(), [""; 0]);
        Self(dom)
    }

    pub fn elements(&self) -> Vec<Element> {
        let mut elements = Vec::new();
        walk(&self.0.document, &mut elements);
        elements
    }

    /// The text of the element with a class.
    pub fn text_of(&self, class: &str) -> String {
        let mut elements = self.elements().into_iter();
        elements.find(|e| e.has_class(class)).unwrap().text
    }

    /// Nothing on the page runs, loads or leads elsewhere; ids are unique and every link has its target.
    #[track_caller]
    pub fn check_is_inert_and_linked(&self) {
        let elements = self.elements();
        let mut ids = HashSet::new();
        for element in &elements {
            let known = [
                "html", "head", "meta", "title", "style", "body", "a", "header", "main", "article",
                "div", "h1", "h2", "p", "ul", "ol", "li", "span", "mark", "b", "bdi", "q",
                "section", "footer", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
            ];
            assert!(known.contains(&element.name.as_str()), "<{}>", element.name);
            for (name, value) in &element.attrs {
                let known = [
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "id",
                    "class",
                    "href",
                    "role",
                    "aria-label",
                    "aria-labelledby",
                    "title",
                    "dir",
                    "scope",
                    "data-sign",
                    "tabindex",
                ];
                assert!(known.contains(&name.as_str()), "<{} {name}>", element.name);
                if name == "href" {
                    assert!(value.starts_with('#'), "{value}");
                }
                if name == "id" {
                    assert!(ids.insert(value.clone()), "id {value} twice");
                }
            }
        }
        for element in &elements {
            let targets = [element.attr("href"), element.attr("aria-labelledby")];
            for target in targets.into_iter().flatten() {
                assert!(ids.contains(target.trim_start_matches('#')), "{target}");
            }
        }
        let count = |name: &str| elements.iter().filter(|e| e.name == name).count();
        let styles = elements.iter().filter(|e| e.name == "style");
        assert!(
            styles
                .map(|e| &e.text)
                .all(|css| !css.contains("url(") && !css.contains("@import"))
        );
        assert_eq!((count("style"), count("title"), count("h1")), (1, 1, 1));
        self.check_notes_lead_both_ways();
    }

    #[track_caller]
    fn check_notes_lead_both_ways(&self) {
        let elements = self.elements();
        let link = |role: &str| -> Vec<(String, String)> {
            let links = elements.iter().filter(|e| e.attr("role") == Some(role));
            let pair = |e: &Element| {
                (
                    e.attr("href").unwrap().to_owned(),
                    e.attr("id").map(str::to_owned),
                )
            };
            links
                .map(pair)
                .map(|(to, id)| (to, id.unwrap_or_default()))
                .collect()
        };
        let (references, backs) = (link("doc-noteref"), link("doc-backlink"));
        assert_eq!(references.len(), backs.len());
        for ((to, id), (back, _)) in references.iter().zip(&backs) {
            assert_eq!(back, &format!("#{id}"));
            assert_eq!(to.strip_prefix("#n"), id.strip_prefix('m'));
        }
    }
}

fn walk(node: &Handle, elements: &mut Vec<Element>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attr = |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
        let mut text = String::new();
        collect_text(node, &mut text);
        elements.push(Element {
            name: name.local.to_string(),
            attrs: attrs.borrow().iter().map(attr).collect(),
            text,
        });
    }
    for child in node.children.borrow().iter() {
        walk(child, elements);
    }
}

fn collect_text(node: &Handle, text: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        text.push_str(&contents.borrow());
    }
    for child in node.children.borrow().iter() {
        collect_text(child, text);
    }
}
