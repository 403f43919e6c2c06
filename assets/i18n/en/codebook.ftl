### The codebook: what a label means, and changing it.

codebook-name-empty = A label needs a name. Write one.
codebook-letter-empty = Write the letter that stands beside its marks.
codebook-letter-long = Only two characters fit beside a mark. Shorten it.
codebook-letter-twice = “{ $label }” has this letter, too. Choose another one, so that the two can be told apart.
codebook-look-twice = “{ $label }” has the same colour and pattern. Change one of them, so that the two can be told apart.
codebook-no-key = Only the first nine labels have a key, 1 to 9. This one is chosen with the mouse or from the menu.
codebook-key-taken = The key “{ $key }” belongs to a label already. Choose another one.
codebook-last-label = This is the only label. Add another one before you remove it.

edit-codebook-add = codebook, new label
edit-codebook-name = codebook, name
edit-codebook-letter = codebook, letter
edit-codebook-definition = codebook, definition
edit-codebook-color = codebook, colour
edit-codebook-pattern = codebook, pattern
edit-codebook-layer = codebook, layer
edit-codebook-snap = codebook, size of marks
edit-codebook-overlap = codebook, overlap rule
edit-codebook-claims = codebook, claims
edit-codebook-order = codebook, order of labels
edit-codebook-remove = codebook, remove label
edit-codebook-merge = Merge
edit-codebook-alias = codebook, take marks in
edit-codebook-split = codebook, separate label
edit-codebook-rules = codebook, rules
edit-codebook-read = codebook, read again

# Beside the text
codebook-examples = Examples
codebook-rules = Rules of this label
codebook-general-rules = General rules
codebook-quote = “{ $quote }”
codebook-rule = { $id }: { $text }
codebook-key = key { $key }
codebook-no-definition = There is no definition yet.
codebook-only-in = In { $language } only.
codebook-unknown-key = The codebook does not know this label. Its marks stay as they are.
codebook-language-en = English
codebook-language-fr = French

# The editor
cmd-codebook = Codebook…
codebook-editor = Codebook: { $title }
codebook-new = New label
codebook-new-hint = Name
codebook-add = Add
codebook-order = Order
codebook-up = Move up
codebook-down = Move down
codebook-name-and-letter = Name and letter
codebook-name = Name
codebook-letter = Letter
codebook-field-in = { $field } ({ $language })
codebook-look = Colour and pattern
codebook-definition = Definition
codebook-layer = Layer
codebook-layer-clause = Clauses (background)
codebook-layer-word = Words (underline)
codebook-snap = A dragged mark covers
codebook-snap-character = Exactly what was dragged over
codebook-snap-word = Whole words
codebook-snap-sentence = Whole sentences
codebook-overlap = May overlap
codebook-overlap-any = All marks
codebook-overlap-other = Marks of another layer or voice
codebook-overlap-none = No mark
codebook-claims = Its marks make claims that can be checked
codebook-no-rules = There are no rules yet.
codebook-add-rule = Add a rule
codebook-remove-rule = Remove this rule
codebook-rule-id = Number of the rule
codebook-rule-in = Rule { $id } ({ $language })
codebook-use = Marks of this label
codebook-used = { $count ->
    [0] No mark in these articles has this label.
    [one] 1 mark in these articles has this label.
   *[other] { $count } marks in these articles have this label.
    }
codebook-also = Also counts the marks of “{ $key }”.
codebook-split = Make it a label of its own
codebook-merge-choose = Choose a label
codebook-merge-into = Merge into
codebook-merge = Merge
codebook-merge-hover = The marks stay as they are in everyone's files; they are shown and counted as the other label. This can be taken back.
codebook-remove = Remove label
codebook-unknown = Marks without a label
codebook-unknown-hint = The codebook does not know these keys. They are shown in grey.
codebook-unknown-line = { $key } ({ $count ->
    [one] 1 mark
   *[other] { $count } marks
    })
codebook-as-label = Make it a label
codebook-count-as = Count as { $label }

codebook-amber = Amber
codebook-blue = Blue
codebook-green = Green
codebook-grey = Grey
codebook-magenta = Magenta
codebook-red = Red
codebook-teal = Teal
codebook-violet = Violet
codebook-solid = Plain
codebook-hatched = Hatched
codebook-wavy = Wavy
codebook-dotted = Dotted

# Refusals
codebook-label-in-use = { $count ->
    [one] 1 mark in these articles has this label, so it can't be removed. Merge it into another label instead.
   *[other] { $count } marks in these articles have this label, so it can't be removed. Merge it into another label instead.
    }
codebook-still-reading = The articles are still being counted. Try again in a moment.

# The file
codebook-shipped = Ships with Postil
codebook-shipped-hover = This codebook is part of the program and stays as it is. Your first change makes a copy in the folder of the session or of the articles.
codebook-not-saved = Not on disk
codebook-asks-by-hand = These changes are not on disk: the codebook's file has comments or fields that Postil would lose. Write a copy into the folder of the session or of the articles, which is then used instead, or write over the file without them.
codebook-asks-changed = These changes are not on disk: another program has changed the codebook's file meanwhile. Read it again (what you changed here can be brought back with Undo), or write a copy.
codebook-write-copy = Write a copy
codebook-write-anyway = Write it anyway, comments are lost
codebook-read-again = Read it again
codebook-try-again = Try again
codebook-stand-in = The codebook of these articles can't be read, so the usual one stands in for it and can't be changed here. Repair the file and open the articles again.
codebook-nowhere = Open articles first: a changed codebook is kept in their folder.
codebook-copied = The codebook is now kept in { $file }.
codebook-not-kept = The last changes to the codebook “{ $id }” were not on disk, and another codebook is open now. They are lost.
codebook-asks-first = The codebook was changed, and it is not decided yet where it goes: open it in the menu Edit.
