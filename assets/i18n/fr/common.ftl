### Les mots que tout le programme emploie.

app-name = Postil
cancel = Annuler
close = Fermer

problem-in = { $file } : { $what }
problem-at = { $file }, ligne { $line }, colonne { $column } : { $what }

name-empty = Il faut un nom : n’importe quel pseudonyme convient.
name-email = Cela ressemble à une adresse électronique, qui vous ferait connaître de tous ceux qui reçoivent une copie. Choisissez un pseudonyme.
tag-select-first = Sélectionnez d’abord un passage : glissez dessus, double-cliquez un mot, ou appuyez sur ↓ pour une phrase.
reading-locked = Rien n’a été changé : le fichier de vos annotations de cet article ne peut pas être utilisé pour l’instant. Le cadre au-dessus de l’article dit pourquoi, et que faire.
saved-elsewhere = Rien ne peut être écrit dans le dossier de l’article. Vos marques sont gardées sur cet ordinateur, dans le dossier « saves » de Postil, où les autres ne les voient pas. Pour les partager, demandez le droit d’écrire dans le dossier de l’article.
marks-being-read = Les annotations de cet article sont encore en cours de lecture. La vôtre sera faite dès qu’elles seront là.
marks-waiting-lost = { $count ->
    [one] La marque demandée pendant la lecture des annotations n’a pas pu être faite maintenant. Elle est gardée et sera là quand vous rouvrirez l’article.
   *[other] { $count } marques demandées pendant la lecture des annotations n’ont pas pu être faites maintenant. Elles sont gardées et seront là quand vous rouvrirez l’article.
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
edit-accept = déplacement accepté
edit-accept-all = déplacements acceptés
edit-refuse = place refusée
edit-refuse-all = places refusées
edit-attach = marque rattachée
edit-encoding = encodage
edit-restore = version antérieure
edit-restore-mark = marque d’une version antérieure
edit-finish = terminé ou non

## Quand

moment-today = Aujourd’hui, { $hour } h { $minute }
moment-yesterday = Hier, { $hour } h { $minute }
moment = { $weekday ->
    [1] Lundi
    [2] Mardi
    [3] Mercredi
    [4] Jeudi
    [5] Vendredi
    [6] Samedi
   *[7] Dimanche
    } { $day ->
    [1] 1er
   *[other] { $day }
    } { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
    } { $year }, { $hour } h { $minute }

## Ce que d’autres font entre-temps aux fichiers

readings-arrived = { $count ->
    [one] { $name } a aussi annoté cet article.
   *[other] Les annotations de { $count } personnes viennent d’arriver, dont celles de { $name }.
}
reading-gone = Les annotations de { $name } sur { $file } ne sont plus dans le dossier.
file-taken-away = Un autre programme avait retiré le fichier de vos annotations. Elles ont été enregistrées de nouveau.
article-gone = { $file } n’est plus dans son dossier. Ce que vous en voyez reste ici, et vos marques sont toujours enregistrées. Remettez le fichier en place pour pouvoir le rouvrir.
articles-added = { $count ->
    [one] { $file } est nouveau dans le dossier ; il se trouve à la fin de la liste.
   *[other] { $count } articles sont nouveaux dans le dossier ; ils se trouvent à la fin de la liste, { $file } en tête.
}
articles-gone = { $count ->
    [one] { $file } n’est plus dans le dossier.
   *[other] { $count } articles ne sont plus dans le dossier, dont { $file }.
}
marks-without-article = { $count ->
    [one] Ce fichier concerne un article qui n’est pas dans le dossier. Si l’article a changé de nom, rendez-lui l’ancien, ou renommez ce fichier de la même façon ; rien n’en est perdu.
   *[other] Ce fichier et d’autres, { $count } en tout, concernent des articles qui ne sont pas dans le dossier. Si un article a changé de nom, rendez-lui l’ancien, ou renommez ses fichiers de la même façon ; rien n’en est perdu.
}
session-changed = La séance { $file } a été modifiée. Rouvrez-la pour suivre la nouvelle version.
window-also-open = Ce dossier est aussi ouvert dans une autre fenêtre. Ce qui est marqué dans l’une apparaît dans l’autre.
