### Les mots que tout le programme emploie.

app-name = Postil
cancel = Annuler
close = Fermer

problem-in = { $file } : { $what }
problem-at = { $file }, ligne { $line }, colonne { $column } : { $what }

name-empty = Il faut un nom : n’importe quel pseudonyme convient.
name-email = Cela ressemble à une adresse électronique, qui vous ferait connaître de tous ceux qui reçoivent une copie. Choisissez un pseudonyme.
tag-select-first = Sélectionnez d’abord un passage : glissez dessus, double-cliquez un mot, ou appuyez sur ↓ pour une phrase.
marks-being-read = Les annotations de cet article sont encore en cours de lecture. La vôtre sera faite dès qu’elles seront là.
marks-waiting-lost = { $count ->
    [one] La marque demandée pendant la lecture des annotations n’a pas pu être faite. Veuillez la refaire.
   *[other] { $count } marques demandées pendant la lecture des annotations n’ont pas pu être faites. Veuillez les refaire.
}
tag-overlap-warning = Marqué. Le guide ne veut pas que deux marques de cette couche et de cette voix se chevauchent : voyez si l’une des deux est de trop.
merge-done = { $count ->
    [0] Un autre programme avait modifié vos annotations de cet article ; les deux versions ont été réunies.
    [one] Un autre programme avait modifié vos annotations de cet article ; les deux versions ont été réunies, à { $count } marque près.
   *[other] Un autre programme avait modifié vos annotations de cet article ; les deux versions ont été réunies, à { $count } marques près.
    }

edit-read = phrase lue
edit-unread = phrase non lue
edit-tag = marque
edit-relabel = autre étiquette
edit-range = autres limites
edit-nudge = autres limites
edit-voice = voix
edit-reason = raison
edit-confidence = sûr ou incertain
edit-claim = affirmation
edit-delete = suppression
edit-encoding = encodage
edit-finish = terminé ou non
