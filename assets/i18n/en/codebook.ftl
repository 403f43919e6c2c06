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
edit-codebook-merge = codebook, merge labels
edit-codebook-alias = codebook, take marks in
edit-codebook-split = codebook, separate label
edit-codebook-rules = codebook, rules
