### page

# Une marque pour un lecteur d’écran, comme : Fait : 300 personnes sont venues
page-mark = { $label } : { $quote }
page-mark-moved = Retrouvée ailleurs que là où elle a été posée
page-mark-unsure = Incertain
page-hover-voice = Voix : { $voice }
page-hover-more =
    { $count ->
        [one] et une autre marque
       *[other] et { $count } autres marques
    }
# La limite que déplacent les flèches, pour un lecteur d’écran ; avec les mots qui la touchent.
page-edge-start = Début de la marque en main : { $words }…
page-edge-end = Fin de la marque en main : …{ $words }
