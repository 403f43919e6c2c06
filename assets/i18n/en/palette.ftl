### The palette: everything that can be asked for, found by typing.

palette-hint = Type what to do, or an article
palette-list = What can be done
palette-none = Nothing is called so. Try another word, in English or French.
palette-looking = Looking…
palette-keys = ↑ ↓ choose · Enter runs · Esc closes
palette-count = { $count ->
    [one] 1 found
   *[other] { $count } found
    }
palette-option = { $name }, { $keys }
palette-option-not = { $name }, not now: { $why }

why-no-article = no article is open
why-no-marks = nothing is marked here
why-no-own-mark = no mark of yours is selected
why-nothing-undo = there is nothing to undo
why-nothing-redo = there is nothing to redo
why-last-article = this is the last article
why-first-article = this is the first article
why-exporting = copies are being written
why-no-copies = there are no conflict copies of your marks here
why-no-hits = nothing was found
why-no-suggestions = there is nothing suggested
why-no-filter = no filter is on

keys-others = What has no keys of its own is found with Ctrl+K.
command-hint = { $name } ({ $keys })
