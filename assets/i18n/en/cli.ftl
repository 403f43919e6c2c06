### The command line.

cli-about = Read the news critically: mark fact, opinion and loaded language, and compare readings.
cli-usage =
    {""}postil [PATH…]
    {"       "}postil VERB …
cli-examples =
    {"  "}postil                       opens what was open last, or the sample session
    {"  "}postil articles/             opens the articles of a folder
    {"  "}postil tag piece.txt --reviewer Heron --label fact --quote "It rained"
    {"  "}postil export articles/ --format html --out copies/
cli-heading-usage = Usage:
cli-heading-verbs = Verbs:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-heading-examples = Examples:
cli-value-file = FILE
cli-value-path = PATH
cli-value-dir = DIR
cli-arg-help = Shows this help
cli-arg-version = Shows the version
cli-arg-lang = Language of the messages (otherwise the system's)
cli-arg-open = Articles, folders or a session to open in the window
cli-arg-file = The article
cli-arg-paths = Articles, folders (the articles directly in them) or sessions
cli-arg-recursive = Takes the folders below, too
cli-arg-reviewer = The reviewer's pseudonym
cli-arg-only-reviewer = Only this reviewer's marks (may be given several times)
cli-arg-label = Key of the label: fact, opinion, loaded
cli-arg-quote = The words to mark, as they stand in the article
cli-arg-nth = Which occurrence of these words, from 1 (needed where there are several)
cli-arg-chars = The place in code points, end exclusive, such as 120..164
cli-arg-voice = Who speaks there (otherwise the author)
cli-arg-reason = Why it is marked so
cli-arg-claim-status = State of the claim, such as unverified (facts only)
cli-arg-unsure = Marks it as unsure
cli-arg-list-format = table (for reading) or json (for programs)
cli-arg-export-format = Format, or "list" for all formats with their keys
cli-arg-out = Folder for the copies; made where it is missing
cli-arg-hide-names = Replaces the reviewers' names with numbers
cli-arg-accept = Takes in the moves with this score or more, from 0 to 1, such as 0.95
cli-arg-keep = Leaves the copies where they are
cli-arg-dry-run = Says what would be done, and writes nothing
cli-arg-undo = Takes the reading up again
cli-tag-about = Marks one passage and prints the id of the new mark.
cli-tag-usage = postil tag FILE --reviewer R --label L (--quote Q [--nth N] | --chars A..B) [--voice V] [--reason T] [--claim-status S] [--unsure]
cli-tag-examples =
    {"  "}postil tag piece.txt --reviewer Heron --label opinion --quote "a dark day" --nth 2
    {"  "}postil tag piece.txt --reviewer Heron --label fact --chars 120..164 --voice "the mayor"
cli-list-about = Lists marks with their place in today's text.
cli-list-usage = postil list PATH… [--reviewer R]… [--format table|json] [--recursive]
cli-list-examples =
    {"  "}postil list articles/
    {"  "}postil list piece.txt --reviewer Heron --format json
cli-done-about = Says that a reviewer has finished with an article.
cli-done-usage = postil done FILE --reviewer R [--undo]
cli-done-examples =
    {"  "}postil done piece.txt --reviewer Heron
    {"  "}postil done piece.txt --reviewer Heron --undo
cli-check-about = Reads every file beside the articles and finds every mark again; exit status 1 where something is wrong.
cli-check-usage = postil check PATH… [--recursive]
cli-check-examples =
    {"  "}postil check articles/ --recursive
cli-export-about = Writes annotated copies and data.
cli-export-usage =
    {""}postil export PATH… --format F --out DIR [--reviewer R]… [--hide-names] [--recursive]
    {"       "}postil export --format list
cli-export-examples =
    {"  "}postil export piece.txt --format html --out copies/
    {"  "}postil export articles/ --format csv --out data/ --reviewer Heron
cli-reanchor-about = Finds the marks of edited articles again, and takes in the moves that are sure enough.
cli-reanchor-usage = postil reanchor PATH… [--accept S] [--dry-run] [--reviewer R]… [--recursive]
cli-reanchor-examples =
    {"  "}postil reanchor piece.txt
    {"  "}postil reanchor articles/ --accept 0.95 --dry-run
cli-merge-about = Merges conflict copies, as sync programs and git leave them, into the files themselves.
cli-merge-usage = postil merge PATH… [--dry-run] [--keep] [--recursive]
cli-merge-examples =
    {"  "}postil merge articles/ --dry-run
    {"  "}postil merge articles/ --recursive
    {"  "}postil merge piece.txt --keep
cli-doctor-about = Checks what this machine needs for Postil, and does the main job once in a temporary folder.
cli-doctor-usage = postil doctor
cli-doctor-examples =
    {"  "}postil doctor
usage-missing = Missing: { $what }.
usage-unknown = { $what } is not understood here.
usage-unknown-near = { $what } is not understood here; did you mean { $near }?
usage-dash = { $what } is not understood here; the name of a file that begins with - goes after -- alone.
usage-no-value = { $what } needs a value after it.
usage-bad-value = "{ $value }" can't be used for { $what }.
usage-conflict = { $what } can't be used together with { $other }.
usage-twice = { $what } stands there twice; once is enough.
usage-nth = "{ $value }" is not the number of an occurrence; these count from 1.
usage-not-utf8 = The call holds a text that is not UTF-8. Type it anew.
usage-verb = "{ $value }" is neither a verb nor a file or folder.
usage-other = The call is not understood.
usage-hint = See: { $call }
usage-language = "{ $value }" is no language of Postil; use en or fr.
usage-list-format = "{ $value }" is no format of lists; use table or json.
usage-export-format = "{ $value }" is no format for copies; these are: { $known }.
usage-export-out = Missing: --out DIR, the folder for the copies.
usage-export-paths = Missing: at least one article, folder or session.
usage-score = "{ $value }" is no score; write a number from 0 to 1, such as 0.95.
usage-chars = "{ $value }" is no range of code points; write it as 120..164.
report-error = error: { $what }
report-note = note: { $what }
tag-label-unknown = the codebook "{ $codebook }" has no label "{ $label }"; it has: { $known }.
tag-status-unknown = the codebook "{ $codebook }" has no claim status "{ $status }"; it has: { $known }.
tag-status-facts-only = --claim-status is for facts; "{ $label }" spans make no claim. Leave it out.
tag-quote-missing = the words "{ $quote }" do not stand in this article. Copy them from it, or give the place with --chars.
tag-quote-several = the words "{ $quote }" stand there { $count } times; say which with --nth 1 to --nth { $count }.
tag-nth-too-large = the words "{ $quote }" stand there only { $count ->
    [one] once
   *[other] { $count } times
    }; --nth { $nth } is not among them.
tag-range-outside = the article has { $length } code points; { $range } goes beyond.
tag-range-inverted = the range { $range } ends before it starts.
tag-range-empty = the range { $range } holds nothing; give a passage of at least one code point.
tag-overlap-rule = marked, but the codebook does not want it: it overlaps "{ $quote }" ({ $label }) of the same layer and voice.
tag-edges-rule = marked exactly as given, but the codebook does not want spaces or . , : ; at the edges, or half a pair of quotation marks (rule R12).
tag-already = the very same mark is there already; nothing was added.
reviewer-unmatched = nobody called "{ $name }" has marked anything here; { $count ->
    [0] nobody has marked these articles yet.
   *[other] there are: { $known }.
    }
output-failed = the output could not be written: { $reason }. Make room, or send it elsewhere.
list-head-file = FILE
list-head-reviewer = REVIEWER
list-head-label = LABEL
list-head-place = PLACE
list-head-quote = QUOTE
list-moved = moved
list-orphan = orphan
list-none = No marks.
reanchor-head-id = ID
reanchor-head-score = SCORE
reanchor-head-action = ACTION
reanchor-head-before = AS MARKED
reanchor-head-now = NOW
reanchor-accepted = accepted
reanchor-would-accept = would accept
reanchor-left = left
reanchor-done = { $accepted ->
    [one] 1 move
   *[other] { $accepted } moves
    } accepted, { $left } left to be looked at, { $orphans ->
    [one] 1 mark
   *[other] { $orphans } marks
    } not found.
reanchor-would = { $accepted ->
    [one] 1 move
   *[other] { $accepted } moves
    } would be accepted, { $left } left to be looked at, { $orphans ->
    [one] 1 mark
   *[other] { $orphans } marks
    } not found. Nothing was written.
merge-head-copy = COPY
merge-head-of = OF
merge-head-marks = MARKS
merge-head-deleted = DELETED
merge-head-action = ACTION
merge-merged = merged, put away
merge-kept = merged, kept
merge-would = would merge
merge-sides = both sides joined
merge-sides-would = would join both sides
merge-left = left as it is
merge-none = No conflict copies.
merge-summary = { $copies ->
    [one] 1 conflict copy merged
   *[other] { $copies } conflict copies merged
    }, { $left } left as they are.
merge-summary-would = { $copies ->
    [one] 1 conflict copy
   *[other] { $copies } conflict copies
    } would be merged, { $left } left as they are. Nothing was written.
merge-put-away = Copies that were put away are kept in { $folder }; they may be deleted.
check-good = { $articles ->
    [one] 1 article
   *[other] { $articles } articles
    }, { $readings ->
    [one] 1 reading
   *[other] { $readings } readings
    }, { $spans ->
    [one] 1 mark
   *[other] { $spans } marks
    }: all in order.
check-earlier-version = An earlier version is whole ({ $when }; { $count ->
    [one] { $count } mark
   *[other] { $count } marks
    }). Open the article in the window to bring it back.
check-bad = { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
    } in { $articles ->
    [one] 1 article
   *[other] { $articles } articles
    }.
check-moved = the marked words "{ $quote }" ({ $reviewer }, { $label }) are not where they were; they now seem to be at { $place } ({ $percent }% sure). Open the article and look.
check-no-article = its article is not in this folder. Bring the article back beside it, or move this file to where the article is.
check-orphan = the marked words "{ $quote }" ({ $reviewer }, { $label }) are not in the article any more. Open the article and look.
check-refused = the place found for the marked words "{ $quote }" ({ $reviewer }, { $label }) was refused, so the mark has none. Open the article and look.
check-label-unknown = the mark "{ $quote }" ({ $reviewer }) has the label "{ $label }", which the codebook does not have.
window-missing-display = the window can't open: no display was found (neither DISPLAY nor WAYLAND_DISPLAY leads to one). Start Postil in a graphical session, or do the same without a window: postil tag, postil list, postil export (see postil --help).
window-display-silent = the window can't open: nothing answers at the display { $name }. Start Postil in a graphical session, or do the same without a window: postil tag, postil list, postil export (see postil --help).
window-missing-library = the window can't open: the system library { $library } is missing. Install it ({ $package }), or run: sh .ci/setup. Without a window: postil tag, postil list, postil export (see postil --help).
window-failed = the window can't open: { $reason }. postil doctor says what this machine lacks. Without a window: postil tag, postil list, postil export (see postil --help).
window-broke = the system took the window away: { $reason }. Everything that you marked was written before the program ended.
window-not-built = this Postil was built without its window. Build it with the feature "gui", or use postil tag, postil list, postil export (see postil --help).
doctor-title = Postil { $version } looks at this machine.
doctor-ok = ok       { $what }
doctor-bad = MISSING  { $what }
doctor-note = note     { $what }
doctor-display = display: { $name }
doctor-display-none = display: none found (DISPLAY and WAYLAND_DISPLAY). The window needs one; the command line does not.
doctor-display-silent = display: nothing answers at { $name }. The window needs one; the command line does not.
doctor-library = library { $library }
doctor-library-none = library { $library }: not found. Install { $package }, or run: sh .ci/setup
doctor-font = font { $name }: built in, { $glyphs ->
    [one] 1 glyph
   *[other] { $glyphs } glyphs
    }
doctor-font-bad = font { $name }: can't be read; the program file is damaged. Build or copy it again.
doctor-codebook = codebook "{ $name }": { $labels ->
    [one] 1 label
   *[other] { $labels } labels
    }
doctor-codebook-bad = codebook: { $reason }
doctor-samples = samples: { $count ->
    [one] 1 article
   *[other] { $count } articles
    } in { $folder }
doctor-samples-none = samples: none beside this program; it opens your own articles all the same.
doctor-write = may write in { $folder } ({ $use })
doctor-write-bad = can't write in { $folder } ({ $use }). Give yourself the right to write there.
doctor-use-saves = sessions, copies, marks of read-only folders
doctor-use-data = program data
doctor-use-config = settings
doctor-dialogs = file dialogs: { $name }
doctor-dialogs-none = file dialogs: neither a portal nor zenity answers; Postil asks for paths in its own window instead.
doctor-job = main job: one article opened, marked, saved, found again and copied as HTML, CSV and JSON in { $millis } ms
doctor-job-bad = main job: { $reason }
doctor-all-good = All is well: open the window with: postil
doctor-no-window = The command line works; the window needs what is missing above.
doctor-some-bad = Something is missing; see above.
