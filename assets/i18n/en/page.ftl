### page

# A mark for a screen reader, such as: Fact: 300 people came
page-mark = { $label }: { $quote }
page-mark-moved = Found elsewhere than it was marked
page-mark-unsure = Unsure
page-hover-voice = Voice: { $voice }
page-hover-more =
    { $count ->
        [one] and one more mark
       *[other] and { $count } more marks
    }
# The edge that the arrow keys move, for a screen reader; with the words beside it.
page-edge-start = Start of the mark in hand: { $words }…
page-edge-end = End of the mark in hand: …{ $words }
