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
