### Annotated copies and data

## Formats

export-format-html = Annotated copy: a web page that needs nothing else, one per article
export-format-csv = Table of the marks for spreadsheets, one row per mark
export-format-tsv = The same table with tabs
export-format-json = The marks as data, one object per article
export-format-jsonl = The marks as data, one article per line, all in one file

## The annotated copy

export-html-title = { $title } – annotated copy
export-html-kind = Annotated copy
export-html-skip = Skip to the notes
export-html-legend = What the marks mean
export-html-deeper = A deeper tone: several reviewers gave the same label.
export-html-reference = Note { $number }: { $label }, { $reviewer }
export-html-back = Back to { $sign } in the text
export-html-notes = Notes
export-html-no-notes = Nothing was marked in this article.
export-html-unsure = unsure
# How sure the place is, in per cent.
export-html-moved = moved, { $percent }% sure
export-html-voice = Voice:
export-html-claim = Claim:
export-html-claim-status = Status:
export-html-lost = Marks without a place
export-html-lost-why = The words that these notes are about are no longer in the text.
export-html-reviewers = Who marked this copy
export-html-no-reviewers = Nobody has marked this article yet.
export-html-reviewer = Reviewer
export-html-total = All
export-html-status = Reading
export-html-in-progress = in progress
export-html-done = done
export-html-other-codebook = with another codebook ({ $id }, { $hash })
export-html-names-hidden = The reviewers’ names were left out of this copy.
export-html-definitions = What the labels mean
export-html-about = About this copy
export-html-codebook = Codebook
export-html-codebook-line = { $title }, revision { $revision } ({ $hash })
export-html-source = Source file
export-html-address = Found at
export-html-hash = Text, SHA-256
export-html-date = Exported
export-html-date-line = { $date } UTC
export-html-program = Program
export-html-program-line = Postil { $version }
