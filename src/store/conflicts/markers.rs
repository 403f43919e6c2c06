//! Files in which a version control system left both sides of a conflict between marks.

/// The two sides of a text with git's conflict marks, each a whole file; `None` where there are none or
/// they are not as git writes them.
///
/// What stands outside the marks git has put together itself, so neither side is, byte for byte, the
/// file that somebody had. The common ancestor, which some settings add, is left out.
pub(in crate::store) fn sides(text: &str) -> Option<[String; 2]> {
    let mut sides = [
        String::with_capacity(text.len()),
        String::with_capacity(text.len()),
    ];
    let mut part = Part::Both;
    let mut found = false;
    for line in text.split_inclusive('\n') {
        let next = match (part, mark(line)) {
            (Part::Both, Some('<')) => Part::Ours,
            (Part::Ours, Some('|')) => Part::Ancestor,
            (Part::Ours | Part::Ancestor, Some('=')) => Part::Theirs,
            (Part::Theirs, Some('>')) => {
                found = true;
                Part::Both
            }
            // An ancestor that was itself put together holds marks of its own, which are longer.
            (Part::Ancestor, _) => continue,
            (_, Some(_)) => return None,
            (_, None) => {
                if part != Part::Theirs {
                    sides[0].push_str(line);
                }
                if part != Part::Ours {
                    sides[1].push_str(line);
                }
                continue;
            }
        };
        part = next;
    }
    (found && part == Part::Both).then_some(sides)
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    Ancestor,
    Theirs,
}

/// The sign of a conflict mark: seven of it, then a space or the end of the line.
fn mark(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\n', '\r']);
    let sign = line.chars().next().filter(|c| "<|=>".contains(*c))?;
    let rest = line.trim_start_matches(sign);
    let seven = line.len() - rest.len() == 7;
    (seven && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_rebuilt() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\nd\n>>>>>>> other\ne\n<<<<<<< HEAD\n=======\nf\n\
            >>>>>>> other\n";
        let expected = ["a\nb\ne\n".to_owned(), "a\nc\nd\ne\nf\n".to_owned()];
        assert_eq!(sides(text), Some(expected));
        let with_ancestor = "<<<<<<< HEAD\nb\n||||||| 1234567\n<<<<<<<<< x\nz\n=========\n>>>>>>>>> y\n\
            =======\nc\n>>>>>>> other\n";
        assert_eq!(sides(with_ancestor), Some(["b\n".into(), "c\n".into()]));
    }

    #[test]
    fn what_git_does_not_write_is_left_alone() {
        for text in [
            "",
            "a\n",
            "a\n=======\nb\n",
            "<<<<<<< HEAD\na\n",
            "<<<<<<< HEAD\na\n=======\nb\n",
            "<<<<<<< HEAD\na\n>>>>>>> other\n",
            "<<<<<<< HEAD\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n",
            "<<<<<<<HEAD\na\n=======\nb\n>>>>>>> other\n",
            ">>>>>>> other\n",
        ] {
            assert_eq!(sides(text), None, "{text}");
        }
    }
}
