### page

# A mark for a screen reader, such as: Fact: 300 people came
page-mark = { $label }: { $quote }
page-hover-voice = Voice: { $voice }
page-hover-selected = selected
page-hover-more =
    { $count ->
        [one] and one more mark
       *[other] and { $count } more marks
    }
# The edge that the arrow keys move, for a screen reader; with the words beside it.
page-edge-start = Start of the mark in hand: { $words }…
page-edge-end = End of the mark in hand: …{ $words }

## What a screen reader says of a mark

page-said-voice = said by { $voice }
page-said-unsure = not sure
page-said-reason = because { $reason }
page-said-reviewer = marked by { $name }
page-note-moved = moved ({ $percent }%)
page-said-moved = moved, { $percent }% sure

## What is read out when it happens

said-marked = Marked as { $label }: { $quote }
said-relabelled = Now { $label }
said-deleted = { $label } deleted: { $quote }
said-placed = { $label } is here now: { $quote }
said-refused = { $label } has no place now: { $quote }
said-several = { $count } changes: { $what }
said-undone = Undone: { $what }
said-redone = Redone: { $what }
said-unsure = Not sure
said-sure = Sure
said-finished = Article finished
said-unfinished = Article taken up again
said-disarmed = No longer marking at once
said-unfiltered = All marks stand out
said-selected = Selected: { $mark }. { $more }

## Beside the text

page-note-voice = voice: { $voice }
page-notes-more = +{ $count }
page-notes-more-spoken =
    { $count ->
        [one] One more note here
       *[other] { $count } more notes here
    }
page-notes-of-row =
    { $count ->
        [one] One note on this line
       *[other] { $count } notes on this line
    }

page-rail-place = § { $number } · { $words }
page-rail-own = { $label }: { $count }
page-rail-others = { $label }, other reviewers: { $count }
page-rail-unknown = Label not in the codebook
