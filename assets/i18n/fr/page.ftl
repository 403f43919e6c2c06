### page

# Une marque pour un lecteur d’écran, comme : Fait : 300 personnes sont venues
page-mark = { $label } : { $quote }
page-hover-voice = Voix : { $voice }
page-hover-selected = sélectionnée
page-hover-more =
    { $count ->
        [one] et une autre marque
       *[other] et { $count } autres marques
    }
# La limite que déplacent les flèches, pour un lecteur d’écran ; avec les mots qui la touchent.
page-edge-start = Début de la marque en main : { $words }…
page-edge-end = Fin de la marque en main : …{ $words }

## What a screen reader says of a mark

page-said-voice = voix : { $voice }
page-said-unsure = marque incertaine
page-said-reason = raison : { $reason }
page-said-reviewer = posée par { $name }
page-note-moved = déplacée ({ $percent } %)
page-said-moved = déplacée, sûre à { $percent } %

## Ce qui est lu à voix haute

said-marked = Marque ajoutée ({ $label }) : { $quote }
said-relabelled = Nouvelle étiquette : { $label }
said-deleted = Marque supprimée ({ $label }) : { $quote }
said-placed = Marque placée ({ $label }) : { $quote }
said-refused = Marque sans place ({ $label }) : { $quote }
said-several = { $count } changements : { $what }
said-undone = Annulé : { $what }
said-redone = Rétabli : { $what }
said-unsure = Marque incertaine
said-sure = Marque sûre
said-finished = Article terminé
said-unfinished = Article repris
said-disarmed = Fin du marquage à la suite
said-unfiltered = Plus aucune marque n’est estompée
said-selected = Sélection : { $mark }. { $more }

## À côté du texte

page-note-voice = voix : { $voice }
page-notes-more = +{ $count }
page-notes-more-spoken =
    { $count ->
        [one] Une autre note à cet endroit
       *[other] { $count } autres notes à cet endroit
    }
page-notes-of-row =
    { $count ->
        [one] Une note sur cette ligne
       *[other] { $count } notes sur cette ligne
    }

page-rail-place = § { $number } · { $words }
page-rail-own = { $label } : { $count }
page-rail-others = { $label }, autres relecteurs : { $count }
page-rail-unknown = Étiquette absente du guide
