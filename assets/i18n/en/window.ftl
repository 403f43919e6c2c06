### The window around the page.

title-both = { $article } — { $name } — Postil
title-article = { $article } — Postil

menu-file = File
menu-edit = Edit
menu-mark = Mark
menu-view = View
menu-help = Help
menu-with = { $text }: { $what }

cmd-open-files = Open articles…
cmd-open-folder = Open folder…
cmd-open-path = Open by path…
cmd-export = Export copies…
cmd-encoding = Encoding…
cmd-versions = Earlier versions…
cmd-remove-copies = Remove conflict copies
cmd-reload = Read again from disk
cmd-quit = Quit
cmd-undo = Undo
cmd-redo = Redo
cmd-find = Find…
cmd-reason = Reason of the mark
cmd-voice = Voice of the mark
cmd-unsure = Sure or unsure
cmd-edge = Move the end of the mark, then its start
cmd-delete = Delete mark
cmd-tag = Mark as { $label }
cmd-arm = Keep marking as { $label }
cmd-disarm = No longer keep marking as { $label }
cmd-next-mark = Next mark
cmd-previous-mark = Previous mark
cmd-suggest-all = Suggest a label for all hits…
cmd-suggestions = Go through the suggestions
cmd-skip-suggestion = Pass a suggestion over
cmd-previous-suggestion = Back to the suggestion before
cmd-finish = I have finished this article
cmd-unfinish = Take this article up again
cmd-reviewer = Who annotates…
cmd-filter = Filter marks…
cmd-show-all = Show all marks
cmd-next-article = Next article
cmd-previous-article = Previous article
cmd-next-panel = From the page to the panels and back
cmd-menus = To the menus
cmd-notes = Show or hide margin notes
cmd-bigger = Larger text
cmd-smaller = Smaller text
cmd-normal-size = Usual text size
cmd-list = List of articles
cmd-inspector = Inspector
cmd-reading = Reading settings…
cmd-projector = Projector
menu-theme = Theme
menu-language = Language
cmd-theme = Next theme
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
theme-print = Black on white

reading-title = Reading
reading-theme = Theme
reading-interface = Everything
reading-face = Face
face-serif = Noto Serif
face-sans = Inter
face-legible = Atkinson Hyperlegible
reading-size = Size of the text
reading-leading = Distance of lines
reading-measure = Length of lines
reading-tracking = Space between letters
reading-language = Language
reading-characters = characters
reading-percent = { $n }%
reading-usual = As usual
reading-sample = “Is it true?” asked the minister; the figures, 3.5 % in 2025, tell another story.
projector-leave = Back
projector-leave-hover = Leaves the projector view; all is as it was before

cmd-language-en = English
cmd-language-fr = Français
cmd-palette = All commands…
cmd-shortcuts = Keys and mouse

key-ctrl = Ctrl
key-shift = Shift
key-delete = Del
key-enter = Enter
key-page-up = Page Up
key-page-down = Page Down

keys-sentence = ↓ ↑
does-sentence = Select the next or previous sentence
keys-sentence-extend = Shift+↓ ↑
does-sentence-extend = Extend by a sentence
keys-read = Space
does-read = The sentence is read, nothing to mark: next sentence
keys-unread = Shift+Space
does-unread = Back to the sentence before: it is not read yet
keys-caret = ← →
does-caret = Move by a character
keys-caret-word = Ctrl+← →
does-caret-word = Move by a word
keys-extend = Shift+← →
does-extend = Select by character; with Ctrl by word
keys-row = Home End
does-row = Start and end of the line; with Shift select
keys-ends = Ctrl+Home End
does-ends = Start and end of the article
keys-page = Page Up, Page Down
does-page = Scroll by a page
keys-edge = E, then ← →
does-edge = Move an edge of your mark by a character, with Ctrl by a word
keys-all = Ctrl+A
does-all = Select the whole article
keys-copy = Ctrl+C
does-copy = Copy the selected text
keys-escape = Esc
does-escape = Let go of the edge, stop keeping on marking, select nothing
keys-suggestion = Enter or a digit
does-suggestion = Accept the suggestion, as it is or with another label
keys-mouse-drag = Drag
does-mouse-drag = Select whole words
keys-mouse-raw = Ctrl+drag
does-mouse-raw = Select exactly
keys-mouse-double = Double-click
does-mouse-double = Select a word
keys-mouse-triple = Triple-click
does-mouse-triple = Select a sentence
keys-mouse-edge = Drag a handle of your mark
does-mouse-edge = Move that edge by words, with Ctrl exactly
keys-mouse-mark = Click on a mark
does-mouse-mark = Select it; again: the one below it

page-scroll-bar = Place in the article

panel-edge = Width of the panel
list-title = Articles
list-scanning = Looking for articles…
list-empty = No article is open yet.
list-waiting = Reading…
list-read-by = Annotated by { $names }
list-read = { $percent }%
list-read-little = < 1%
list-row-read = { $row }, { $read } read
list-row = { $upper }: { $title }

header-place = { $number } of { $count }
header-encoding = Encoding: { $name }
header-encoding-found = Encoding, found in the file itself. Click to choose another one.
header-encoding-bom = Encoding, named by the mark at the start of the file. Click to choose another one.
header-encoding-chosen = Encoding, chosen by hand. Click to change it.
header-encoding-damaged = Some bytes are no text in this encoding and show as �. Click to choose another one.

find-hint = Find in the article
find-next = Next hit
find-previous = Previous hit
find-close = Close the search
find-whole-words = Whole words
find-searching = Searching…
find-none = Not found
find-place = { $number } of { $count }
find-count = { $count ->
    [one] { $count } hit
   *[other] { $count } hits
    }
find-from-start = from the start
find-from-end = from the end
find-kept = Only the first { $count } hits are shown.

suggest-all = Suggest…
suggest-all-hover = Suggest a label for every hit, to accept them one by one
suggest-as = Suggest all as:
suggest-what = { $label }? “{ $quote }”
suggest-left = { $count ->
    [0] none left
    [one] { $count } left
   *[other] { $count } left
    }
suggest-accept = Accept
suggest-skip = Pass over
suggest-back = Back
suggest-leave = Leave the suggestions for later
suggest-resume = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
    }

filter-button = Filter
filter-hover = Let some marks stand out and dim the others
filter-title = Marks that stand out
filter-dims = Dimmed: { $what }
filter-show-all = Show all
filter-labels = Labels
filter-reviewers = Reviewers
filter-voices = Voices
filter-any-source = Any source
filter-no-source = Sources
filter-some-sources = Some sources
filter-doubt = Confidence
filter-sure = Sure
filter-unsure = Unsure
filter-elsewhere = other articles’ reviewers

hand-edit-accept = These changes are right: take them over

label-hover = { $hint }. With nothing selected, a click keeps marking: each passage that you then select by mouse is marked at once ({ $arm }).
label-armed-hover = { $hint }: each passage that you select by mouse is marked at once until you click here or press Esc.
bar-armed = Marking as { $label } – Esc to stop

label-count = { $label }: { $count ->
    [one] 1 mark of yours
   *[other] { $count } marks of yours
    }
label-count-hover = How many marks of yours in this article have this label

bar-done = Finished
bar-reviewer = { $name }
bar-no-reviewer = Who annotates?

state-untouched = Nothing to save
state-untouched-hover = You have not changed anything in this article.
state-saving = Saving…
state-saving-hover = Your last change is on its way to the disk.
state-saved = ✓ Saved
state-saved-hover = Every change is on disk, beside the article.
state-fell-back = ✓ Saved elsewhere
state-fell-back-hover = Nothing can be written into the article’s folder, so your marks are kept in the folder “saves” of Postil on this computer.
state-failed = ⚠ Not saved: { $what }

others-title = Other readings
others-being-read = The annotations of this article are still being read.
others-none = Nobody else has annotated this article here.
others-done = { $name } ({ $count ->
    [one] 1 mark
   *[other] { $count } marks
    }, finished)
others-open = { $name } ({ $count ->
    [one] 1 mark
   *[other] { $count } marks
    })
others-hover = Show these marks in the page. They can't be changed here.

inspector-none = No mark selected
inspector-hint = Click on a mark, or select text and press 1, 2 or 3. With nothing selected, the key marks the sentence or the word at the caret.
inspector-own = Your mark
inspector-foreign = Mark by { $name }
inspector-reason = Reason
inspector-reason-hint = Why is it marked so? Enter leads back to the text.
inspector-voice = Voice
inspector-voice-hint = The author
inspector-unsure = I am not sure
inspector-claim = Claim
inspector-claim-hint = What is claimed, in your own words
inspector-status = Status of the claim
inspector-status-none = No status yet


close-waits = Your last marks are made as soon as the annotations of the article have been read; then the window closes.
close-unsaved = Not everything is on disk. { $problem } Put that right, or close the window once more to leave without these changes.

notice-close = Close
notice-show = Show folder

name-title = Who annotates?
name-why = Your marks are kept under a pseudonym. Everyone who gets a copy sees it, so don't use your real name at school.
name-hint = Pseudonym
name-take = Go on
name-exists = There are annotations by “{ $name }” here already. Is that you?
name-exists-yes = Yes, go on with mine
name-exists-no = No, another name

path-title-files = Which article, folder or session?
path-title-folder = Which folder?
path-no-dialog = This system shows no file dialog, so write the path here.
path-hint = Path, for example ~/articles
path-open = Open

encoding-title = Encoding of the article
encoding-now = Now: { $name }. If letters look wrong, try another one; the file itself is never changed.
encoding-try = If this is a text, it may be in another encoding; the file itself is never changed.
encoding-filter = Search
encoding-auto = Detect automatically

export-title = Export annotated copies
export-this = This article
export-all = All articles of the list
export-whose = Whose marks
export-hide-names = Numbers instead of names
export-where = Folder
export-where-hint = Empty: saves/exports
export-choose = Choose…
export-do = Export
export-written = { $count ->
    [one] 1 file written to { $folder }
   *[other] { $count } files written to { $folder }
    }

welcome-title = Read critically
welcome-hint = Drop articles or a folder on this window, or open them here.

## Earlier versions

versions-title = Earlier versions of your annotations
versions-why = Postil keeps your annotations as they are from time to time, on this machine only. What you bring back can be undone.
versions-none = There are no earlier versions of your annotations of this article yet. As you work, Postil keeps one from time to time, on this machine only.
versions-looking = Looking for earlier versions…
versions-reading = Being read…
versions-damaged = Damaged
versions-marks = { $count ->
    [0] no marks
    [one] { $count } mark
   *[other] { $count } marks
    }
versions-as-now = { $marks }, as now
versions-since = { $marks }; since then { $what }
versions-added = { $count } added
versions-removed = { $count } deleted
versions-changed = { $count } changed
versions-same = This version says the same as your annotations now.
versions-differs = What differs from now:
versions-locked = Marks in this version. Your file as it is now will be kept beside it under another name.
versions-was-done = The article was marked as finished then.
versions-was-open = The article was not marked as finished then.
versions-restore = Bring this version back
versions-put-back = Put this version in its place
reading-damaged = The file of your annotations of this article is damaged, so your marks cannot be shown. It stays as it is, and nothing is written to it.
versions-rescue = { $count ->
    [one] An earlier version is whole: { $when }, { $count } mark. You can put it in place of the damaged file, which is kept under another name.
   *[other] An earlier version is whole: { $when }, { $count } marks. You can put it in place of the damaged file, which is kept under another name.
    }
version-put-back = The earlier version is in place. What stood there is kept beside it as { $file }.
version-quote = “{ $quote }”
version-mark = { $label }, { $what }
version-added = added since, not in this version
version-removed = deleted since
version-changed = changed since: { $what }
version-label = now { $now }
version-edges = edges
version-voice = voice (then { $then })
version-sure = confidence (then sure)
version-unsure = confidence (then unsure)
version-no-reason = reason (then none)
version-reason = reason (then “{ $then }”)
version-claim = claim
version-bring-back = Bring back
version-bring-back-mark = Bring back { $label } { $quote }
