//! Text files of every encoding, and what only looks like one.

use encoding_rs::Encoding;
use postil::import::{decode, encodings};
use proptest::prelude::*;

const FRENCH: &str = "L'été dernier, à Brême, le maire a déclaré : « C'est là où naît l'œuvre. » \
    Puis il s'est tu. Les élèves, eux, n'ont pas été dupes de ce numéro très préparé.\n";

/// French that nearly every encoding can write.
const PLAIN: &str = "Le maire a parle trois heures. Puis il est parti.\nOn ne l'a pas revu.\n";

#[track_caller]
fn found(bytes: &[u8]) -> (&'static str, String) {
    let (text, note) = decode(bytes, None).unwrap();
    assert!(!note.chosen && !note.damaged, "{note:?}");
    (note.name, text.as_str().to_owned())
}

fn refused(bytes: &[u8]) -> &'static str {
    decode(bytes, None).unwrap_err().key
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn usual_encodings_are_found() {
    assert_eq!(found(FRENCH.as_bytes()), ("UTF-8", FRENCH.to_owned()));
    assert_eq!(found(PLAIN.as_bytes()), ("UTF-8", PLAIN.to_owned()));
    let typographic = FRENCH.replace('\'', "’").replace(" :", "\u{a0}:");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&typographic);
    assert_eq!(found(&bytes), ("windows-1252", typographic.clone()));
    for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
        for text in [FRENCH, PLAIN, &typographic, "Oui !"] {
            assert_eq!(found(&utf16(text, big)), (name, text.to_owned()));
            let marked = utf16(&format!("\u{feff}{text}"), big);
            assert_eq!(found(&marked), (name, text.to_owned()));
            assert!(decode(&marked, None).unwrap().1.bom);
        }
    }
    let marked = format!("\u{feff}{FRENCH}");
    let (text, note) = decode(marked.as_bytes(), None).unwrap();
    assert!(note.bom && note.name == "UTF-8" && text.as_str() == FRENCH);
}

#[test]
fn line_ends_become_one_kind() {
    let (text, _) = decode(b"a\r\nb\rc\n", None).unwrap();
    assert_eq!(text.as_str(), "a\nb\nc\n");
}

#[test]
fn every_offered_encoding_reads_what_it_writes() {
    let names = encodings();
    assert!(names.len() >= 35);
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name} twice");
        let encoding = Encoding::for_label(name.as_bytes()).unwrap();
        for sample in [FRENCH, PLAIN] {
            let (bytes, _, lost) = match *name {
                "UTF-16LE" => (utf16(sample, false).into(), encoding, false),
                "UTF-16BE" => (utf16(sample, true).into(), encoding, false),
                _ => encoding.encode(sample),
            };
            if lost {
                assert_ne!(sample, PLAIN, "{name}");
                continue;
            }
            let (text, note) = decode(&bytes, Some(name)).unwrap();
            assert_eq!(text.as_str(), sample, "{name}");
            assert!(note.chosen && !note.damaged && note.name == *name);
        }
    }
    // What the detector never guesses is there to be chosen.
    let (text, _) = decode(b"\x8et\x8e", Some("macintosh")).unwrap();
    assert_eq!(text.as_str(), "été");
    let (text, _) = decode(b"\xa4 \xbd", Some("l9")).unwrap();
    assert_eq!(text.as_str(), "€ œ");
}

#[test]
fn a_choice_is_any_label_and_a_wrong_one_is_said() {
    for label in ["latin1", " Windows-1252 ", "cp1252", "ISO-8859-1"] {
        assert_eq!(
            decode(b"\xe9t\xe9", Some(label)).unwrap().1.name,
            "windows-1252"
        );
    }
    for label in ["klingon", "replacement", "iso-2022-kr"] {
        assert_eq!(
            decode(b"a", Some(label)).unwrap_err().key,
            "encoding-unknown"
        );
    }
    // Taken back.
    assert!(!decode(b"a", Some(" ")).unwrap().1.chosen);
    // A choice holds even against a mark.
    let (text, note) = decode("\u{feff}é".as_bytes(), Some("windows-1252")).unwrap();
    assert_eq!(text.as_str(), "ï»¿Ã©");
    assert!(!note.bom);
    let key = decode(&utf16("Oui", false), Some("UTF-8")).unwrap_err().key;
    assert_eq!(key, "file-not-text-in");
}

#[test]
fn damage_shows_and_is_told() {
    let mut bytes = FRENCH.as_bytes().to_vec();
    bytes[FRENCH.find("maire").unwrap()] = 0xff;
    let (text, note) = decode(&bytes, None).unwrap();
    assert_eq!((note.name, note.damaged), ("UTF-8", true));
    assert_eq!(text.as_str().matches('\u{fffd}').count(), 1);
    // Cut within a letter.
    let cut = &FRENCH.as_bytes()[..FRENCH.rfind('é').unwrap() + 1];
    let (text, note) = decode(cut, None).unwrap();
    assert!(note.damaged && note.name == "UTF-8" && text.as_str().ends_with('\u{fffd}'));
    // Half a pair too much, with and without a mark.
    for text in [FRENCH.to_owned(), format!("\u{feff}{FRENCH}")] {
        for big in [false, true] {
            let mut bytes = utf16(&text, big);
            bytes.push(b'x');
            let (text, note) = decode(&bytes, None).unwrap();
            assert!(note.damaged && note.name.starts_with("UTF-16"));
            assert_eq!(text.as_str(), format!("{FRENCH}\u{fffd}"));
        }
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let mut noise = Vec::new();
    let mut state = 1u64;
    for _ in 0..5000 {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        noise.push((state >> 33) as u8);
    }
    let elf = std::fs::read("/proc/self/exe").unwrap_or_else(|_| b"\x7fELF\x02".to_vec());
    for bytes in [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
        b"PK\x03\x04\x14\0\x06\0",
        b"%PDF-1.7\n1 0 obj\nendobj",
        b"{\\rtf1\\ansi Bonjour}",
        b"GIF89a",
        b"\xff\xd8\xff\xe0JFIF",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x1f\x8b\x08",
        b"a\0\0\0b\0\0\0",
        b"text\0",
        b"\0",
        b"\x01\x02\x03",
        &noise,
        &elf[..elf.len().min(100_000)],
    ] {
        assert_eq!(
            refused(bytes),
            "file-not-text",
            "{:?}",
            &bytes[..bytes.len().min(8)]
        );
    }
    // A stray sign in a text is none of these.
    for bytes in [
        b"Le maire\x1a".as_slice(),
        b"a\x0cb",
        b"\x1b[1mOui\x1b[0m, non, peut-\xc3\xaatre",
    ] {
        assert!(decode(bytes, None).is_ok());
    }
}

#[test]
fn what_has_no_words_is_empty() {
    for text in [
        "",
        " ",
        "\n\r\n\t",
        "\u{a0}\u{202f}\n",
        "\u{feff}",
        "\u{feff} \u{feff}\n",
    ] {
        assert_eq!(refused(text.as_bytes()), "file-empty");
        assert_eq!(
            refused(&utf16(&format!("\u{feff}{text}"), true)),
            "file-empty"
        );
        assert_eq!(
            refused(&utf16(&format!("\u{feff}{text}"), false)),
            "file-empty"
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), choice in 0usize..60) {
        let names = encodings();
        let _ = decode(&bytes, None);
        let _ = decode(&bytes, names.get(choice).copied());
    }

    #[test]
    fn utf8_comes_back(text in "[a-zà-ÿœ’«» \u{a0}\u{202f}😀\n]{0,200}") {
        match decode(text.as_bytes(), None) {
            Ok((read, note)) => {
                prop_assert_eq!(note.name, "UTF-8");
                prop_assert_eq!(read.as_str(), text);
            }
            Err(message) => prop_assert_eq!(message.key, "file-empty"),
        }
    }
}
