//! The arguments, with their help in the reader's language.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use crate::i18n::Catalogue;

/// The whole command line.
pub fn command(texts: &Catalogue) -> Command {
    let verbs = [
        verb(
            texts,
            "tag",
            "cli-tag-about",
            "cli-tag-usage",
            "cli-tag-examples",
        )
        .arg(file(texts))
        .arg(reviewer(texts))
        .arg(option(texts, "label", "L", "cli-arg-label").required(true))
        .arg(option(texts, "quote", "Q", "cli-arg-quote").allow_hyphen_values(true))
        .arg(
            option(texts, "nth", "N", "cli-arg-nth")
                .requires("quote")
                .conflicts_with("chars")
                .value_parser(value_parser!(u64).range(1..)),
        )
        .arg(option(texts, "chars", "A..B", "cli-arg-chars").allow_hyphen_values(true))
        .group(
            ArgGroup::new("place")
                .args(["quote", "chars"])
                .required(true),
        )
        .arg(option(texts, "voice", "V", "cli-arg-voice").allow_hyphen_values(true))
        .arg(option(texts, "reason", "T", "cli-arg-reason").allow_hyphen_values(true))
        .arg(option(texts, "claim-status", "S", "cli-arg-claim-status"))
        .arg(flag(texts, "unsure", "cli-arg-unsure")),
        verb(
            texts,
            "list",
            "cli-list-about",
            "cli-list-usage",
            "cli-list-examples",
        )
        .arg(paths(texts))
        .arg(reviewers(texts))
        .arg(option(texts, "format", "F", "cli-arg-list-format").default_value("table"))
        .arg(flag(texts, "recursive", "cli-arg-recursive")),
        verb(
            texts,
            "done",
            "cli-done-about",
            "cli-done-usage",
            "cli-done-examples",
        )
        .arg(file(texts))
        .arg(reviewer(texts))
        .arg(flag(texts, "undo", "cli-arg-undo")),
        verb(
            texts,
            "check",
            "cli-check-about",
            "cli-check-usage",
            "cli-check-examples",
        )
        .arg(paths(texts))
        .arg(flag(texts, "recursive", "cli-arg-recursive")),
        verb(
            texts,
            "export",
            "cli-export-about",
            "cli-export-usage",
            "cli-export-examples",
        )
        .arg(paths(texts).required(false))
        .arg(option(texts, "format", "F", "cli-arg-export-format").required(true))
        .arg(
            // Needed but for `--format list`, which the verb looks at itself.
            option(texts, "out", "DIR", "cli-arg-out")
                .value_name(texts.t("cli-value-dir"))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(reviewers(texts))
        .arg(flag(texts, "hide-names", "cli-arg-hide-names"))
        .arg(flag(texts, "recursive", "cli-arg-recursive")),
        verb(
            texts,
            "reanchor",
            "cli-reanchor-about",
            "cli-reanchor-usage",
            "cli-reanchor-examples",
        )
        .arg(paths(texts))
        .arg(option(texts, "accept", "S", "cli-arg-accept").allow_hyphen_values(true))
        .arg(flag(texts, "dry-run", "cli-arg-dry-run"))
        .arg(reviewers(texts))
        .arg(flag(texts, "recursive", "cli-arg-recursive")),
        verb(
            texts,
            "merge",
            "cli-merge-about",
            "cli-merge-usage",
            "cli-merge-examples",
        )
        .arg(paths(texts))
        .arg(flag(texts, "dry-run", "cli-arg-dry-run"))
        .arg(flag(texts, "keep", "cli-arg-keep"))
        .arg(flag(texts, "recursive", "cli-arg-recursive")),
        verb(
            texts,
            "doctor",
            "cli-doctor-about",
            "cli-doctor-usage",
            "cli-doctor-examples",
        ),
    ];
    let all = base(
        texts,
        Command::new("postil"),
        "cli-about",
        "cli-usage",
        "cli-examples",
    )
    .version(env!("CARGO_PKG_VERSION"))
    .disable_version_flag(true)
    .disable_help_subcommand(true)
    .args_conflicts_with_subcommands(true)
    .arg(
        Arg::new("paths")
            .value_name(texts.t("cli-value-path"))
            .num_args(0..)
            .value_parser(value_parser!(PathBuf))
            .help(texts.t("cli-arg-open")),
    )
    .arg(
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(texts.t("cli-arg-version")),
    )
    .subcommands(verbs.map(|verb| with_template(texts, verb)));
    with_template(texts, all)
}

fn with_template(texts: &Catalogue, command: Command) -> Command {
    let template = template(texts, &command);
    command.help_template(template)
}

fn verb(
    texts: &Catalogue,
    name: &'static str,
    about: &str,
    usage: &str,
    examples: &str,
) -> Command {
    base(texts, Command::new(name), about, usage, examples)
}

/// What every level shares: own help flag, own usage line, examples at the end.
fn base(texts: &Catalogue, command: Command, about: &str, usage: &str, examples: &str) -> Command {
    command
        .about(texts.t(about))
        .override_usage(texts.t(usage))
        .after_help(format!(
            "{}\n{}",
            texts.t("cli-heading-examples"),
            texts.t(examples)
        ))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(texts.t("cli-arg-help")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("en|fr")
                .help(texts.t("cli-arg-lang")),
        )
}

/// The order of the help, with headings in the reader's language and only where something is below.
fn template(texts: &Catalogue, command: &Command) -> String {
    let heading = |there: bool, key: &str, what: &str| match there {
        true => format!("{}\n{what}\n\n", texts.t(key)),
        false => String::new(),
    };
    format!(
        "{{about}}\n\n{} {{usage}}\n\n{}{}{}\n{{options}}{{after-help}}\n",
        texts.t("cli-heading-usage"),
        heading(
            command.has_subcommands(),
            "cli-heading-verbs",
            "{subcommands}"
        ),
        heading(
            command.get_positionals().next().is_some(),
            "cli-heading-arguments",
            "{positionals}"
        ),
        texts.t("cli-heading-options"),
    )
}

fn option(texts: &Catalogue, name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .hide_default_value(true)
        .help(texts.t(help))
}

fn flag(texts: &Catalogue, name: &'static str, help: &str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(texts.t(help))
}

/// A pseudonym may begin with anything.
fn reviewer(texts: &Catalogue) -> Arg {
    option(texts, "reviewer", "R", "cli-arg-reviewer")
        .required(true)
        .allow_hyphen_values(true)
}

fn reviewers(texts: &Catalogue) -> Arg {
    option(texts, "reviewer", "R", "cli-arg-only-reviewer")
        .action(ArgAction::Append)
        .allow_hyphen_values(true)
}

fn file(texts: &Catalogue) -> Arg {
    Arg::new("file")
        .value_name(texts.t("cli-value-file"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(texts.t("cli-arg-file"))
}

fn paths(texts: &Catalogue) -> Arg {
    Arg::new("paths")
        .value_name(texts.t("cli-value-path"))
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help(texts.t("cli-arg-paths"))
}
