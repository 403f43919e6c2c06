### La palette : tout ce que l’on peut demander, trouvé en le tapant.

palette-hint = Tapez une commande ou un article
palette-list = Ce que l’on peut faire
palette-none = Rien ne porte ce nom. Essayez un autre mot, en français ou en anglais.
palette-looking = Recherche…
palette-keys = ↑ ↓ choisir · Entrée exécute · Échap ferme
palette-count = { $count ->
    [0] aucun résultat
    [one] 1 résultat
   *[other] { $count } résultats
    }
palette-option = { $name }, { $keys }
palette-option-not = { $name }, indisponible : { $why }

why-no-article = aucun article n’est ouvert
why-no-marks = rien n’est annoté ici
why-no-own-mark = aucune de vos marques n’est sélectionnée
why-nothing-undo = il n’y a rien à annuler
why-nothing-redo = il n’y a rien à rétablir
why-last-article = c’est le dernier article
why-first-article = c’est le premier article
why-exporting = des copies sont en cours d’écriture
why-no-copies = il n’y a ici aucune copie en conflit de vos marques
why-no-hits = rien n’a été trouvé
why-no-suggestions = rien n’est suggéré
why-no-filter = aucun filtre n’est actif

keys-others = Ce qui n’a pas de raccourci se trouve avec Ctrl+K.
command-hint = { $name } ({ $keys })
