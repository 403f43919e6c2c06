### Marks of an article that was edited: found elsewhere, or without a place.

changed = The article has changed: { $moved ->
    [0] { $orphans ->
        [one] 1 mark of yours has no place any more
       *[other] { $orphans } marks of yours have no place any more
    }
    [one] 1 mark of yours was found elsewhere{ $orphans ->
        [0] {""}
        [one] , 1 has no place any more
       *[other] , { $orphans } have no place any more
    }
   *[other] { $moved } marks of yours were found elsewhere{ $orphans ->
        [0] {""}
        [one] , 1 has no place any more
       *[other] , { $orphans } have no place any more
    }
    }.
changed-look = Look through them

menu-moved = Moved marks
cmd-review = Look through moved marks
cmd-next-moved = Next moved mark
cmd-previous-moved = Previous moved mark
cmd-accept-move = Accept the place of a moved mark
cmd-refuse-move = Refuse the place of a moved mark
cmd-attach = Attach the mark to the selection
cmd-find-lost = Look for the words of a mark without a place
cmd-accept-sure = Accept all moved marks that are sure
cmd-accept-moves = Accept all moved marks
cmd-refuse-moves = Refuse the places of all moved marks

why-nothing-changed = none of your marks has moved
why-no-moved = no moved mark of yours is selected
why-none-sure = none of your moved marks is that sure
why-no-lost = no mark without a place is looked at
why-others-mark = only the reviewer who made it can accept it

keys-review = Enter
does-review = Looking through moved marks: accept the place, or attach the mark to the selection

review-resume = { $moved ->
    [0] { $orphans } without a place
   *[other] { $orphans ->
        [0] { $moved } moved
       *[other] { $moved } moved, { $orphans } without a place
    }
    }
review-moved = Moved mark { $number } of { $count }
review-lost = Mark { $number } of { $count } without a place
review-none = No moved mark is left.
review-whole = { $percent }% sure, word for word
review-certain = { $percent }% sure, almost certainly right
review-likely = { $percent }% sure, probably right
review-doubtful = { $percent }% sure, look closely
review-same = The same words
review-marked = Marked
review-now = Now
review-accept = Accept
review-refuse = Not there
review-accept-sure = Accept the { $count } sure ones
review-accept-all = Accept all { $count }
review-lost-hint = Its words are not in the article any more. Select the words where it belongs, or leave it as it is.
review-refused-hint = You said that it was found in the wrong place. Select the words where it belongs, or leave it as it is.
review-attach = Attach to the selection
review-find = Look for its words
review-delete = Delete
review-leave = Leave the moved marks for later
review-said-marked = { $label }, marked on: { $quote }
review-said-now = Now: { $quote }
review-said-same = The words are the same

inspector-moved = The article has changed. This mark was found elsewhere: { $sure }.
inspector-moved-other = Only the reviewer who made it can accept the new place.

moved-title = { $count ->
    [one] 1 moved mark
   *[other] { $count } moved marks
    }
moved-sure = { $percent }%
moved-row = { $label }, { $sure } sure: { $quote }
lost-row = { $label }, without a place: { $quote }
moved-others = { $count ->
    [one] 1 moved mark of another reviewer
   *[other] { $count } moved marks of other reviewers
    }
moved-others-hint = They are drawn with dashes. Only the reviewers who made them can accept them.
orphans-title = { $count ->
    [one] 1 mark without a place
   *[other] { $count } marks without a place
    }
orphans-hint = Their words are not in the article any more, or you refused the place. Nothing is deleted.
