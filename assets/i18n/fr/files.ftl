### Les fichiers

## Lire un fichier

file-not-found = Ce fichier n’existe pas (ou plus). Vérifiez son nom, ou remettez-le en place.
file-is-folder = C’est un dossier, pas un fichier. Indiquez l’un des articles qu’il contient.
file-is-device = Ce n’est pas un fichier ordinaire. Copiez son contenu dans un fichier texte et ouvrez celui-ci.
file-link-loop = Ce lien tourne en rond. Remplacez-le par le fichier lui-même, ou supprimez-le.
file-too-large = Ce fichier dépasse { $megabytes } Mo. Partagez-le en fichiers plus petits.
file-too-large-by-hand = Ce fichier dépasse { $megabytes } Mo, ce qu’aucun fichier de ce genre n’atteint. Reprenez-en une copie plus ancienne, ou déplacez-le.
file-no-permission = Vous n’avez pas le droit de lire ce fichier. Demandez-le à son propriétaire, ou copiez le fichier dans un dossier à vous.
file-unreadable = Le système n’a pas pu lire ce fichier : { $reason }. Réessayez, ou copiez le fichier sur un autre disque.

## Articles

file-not-text = Ce n’est pas un fichier texte. Enregistrez-le en texte brut (.txt) et ouvrez cette copie.
file-not-text-in = Ce n’est pas du texte en { $encoding }. Choisissez un autre encodage.
file-empty = Ce fichier ne contient aucun mot. Vérifiez qu’il a été copié en entier.
encoding-unknown = Aucun encodage ne s’appelle « { $name } ». Choisissez-en un dans la liste.
file-no-articles = Il n’y a pas d’article (.txt ou .md) directement dans ce dossier. Indiquez un autre dossier, ou cherchez aussi dans ses sous-dossiers.
file-is-session = C’est une séance, pas un article. Indiquez plutôt l’un de ses articles.
file-is-sidecar = Ce fichier accompagne un article et n’en est pas un. Indiquez plutôt l’article.
file-second-session = Une seule séance peut être ouverte à la fois, et une autre a été indiquée avant. Ouvrez celle-ci seule.

## Fichiers de Postil

file-newer-version = Ce fichier vient d’un Postil plus récent. Il reste tel quel : mettez ce programme à jour pour l’ouvrir.
file-version-unknown = La version de ce fichier est inconnue. Ce devrait être 1 : corrigez la ligne « version ».
file-not-utf8 = Le texte est abîmé ici : ce n’est pas de l’UTF-8. Reprenez une copie plus ancienne du fichier, ou enregistrez-le en UTF-8 avec un éditeur de texte.
file-conflict-markers = Un gestionnaire de versions (git) a laissé ici deux versions du texte. Choisissez-en une avec un éditeur de texte et supprimez les lignes <<<<<<<, ======= et >>>>>>>.
file-ron-empty = Ce fichier est vide. Reprenez une copie plus ancienne, ou supprimez-le pour repartir de zéro.
file-ron-unfinished = Le fichier s’arrête trop tôt : quelque chose d’ouvert n’est pas refermé. Reprenez une copie plus ancienne, ou complétez le texte.
file-ron-missing = Le champ « { $field } » manque dans ce qui se termine ici. Ajoutez-le, ou reprenez une copie plus ancienne du fichier.
file-ron-twice = Le champ « { $field } » se trouve ici une seconde fois. Supprimez l’un des deux.
file-ron-trailing = Il y a encore du texte après la fin du contenu. Supprimez-le, ou reprenez une copie plus ancienne du fichier.
file-ron-escape = Le signe qui suit la barre oblique inverse n’est pas permis ici. Écrivez \\ pour cette barre et \" pour un guillemet.
file-ron-deep = Trop de parenthèses sont ouvertes ici. Reprenez une copie plus ancienne du fichier.
file-ron-text = On attend ici un texte entre guillemets droits. Ajoutez-les, ou reprenez une copie plus ancienne du fichier.
file-ron-number = On attend ici un nombre entier. Corrigez-le, ou reprenez une copie plus ancienne du fichier.
file-ron-value = Cette valeur n’est pas du bon type. Corrigez-la, ou reprenez une copie plus ancienne du fichier.
file-ron-expected = On attend ici le signe « { $sign } ». Ajoutez-le, ou reprenez une copie plus ancienne du fichier.
file-ron-broken = Le texte est incompréhensible à partir d’ici. Corrigez-le, ou reprenez une copie plus ancienne du fichier.
file-id-invalid = « { $id } » n’est pas un identifiant valable. Il devrait ressembler à 01890a5d-ac96-774b-bcce-b302099a8057 : reprenez une copie plus ancienne du fichier.
file-id-twice = L’identifiant { $id } se trouve ici une seconde fois. Supprimez l’une des deux entrées.
file-time-invalid = « { $time } » n’est pas un moment valable. Il devrait ressembler à 2026-01-31T14:05:00.000Z.
file-span-inverted = Ce passage finit ({ $end }) avant de commencer ({ $start }). Échangez les deux nombres, ou reprenez une copie plus ancienne du fichier.
file-value-unknown = La valeur « { $value } » est inconnue ici. Corrigez-la, ou mettez ce programme à jour.
file-edited-by-hand = { $disagreeing ->
    [0] Ce fichier a été modifié hors de Postil, ou abîmé par le disque. Examinez ses marques, puis reprenez les changements.
    [one] Ce fichier a été modifié hors de Postil, ou abîmé par le disque : { $disagreeing } marque n’est pas à l’endroit de ses mots. Examinez les marques, puis reprenez les changements.
   *[other] Ce fichier a été modifié hors de Postil, ou abîmé par le disque : { $disagreeing } marques ne sont pas à l’endroit de leurs mots. Examinez les marques, puis reprenez les changements.
}
file-article-edited-by-hand = Ce fichier a été modifié hors de Postil, ou abîmé par le disque. Ce qu’il dit est utilisé malgré tout : vérifiez l’encodage, le titre et la source de l’article.
file-settings-unread = Vos réglages n’ont pas pu être lus : ceux du programme s’appliquent. { $reason }

## Copies en conflit

copies-merged = { $count ->
    [one] Le dossier partagé contient une autre copie de vos marques, laissée par le programme de synchronisation. Ses marques sont ajoutées aux vôtres. Retirer la copie ?
   *[other] Le dossier partagé contient { $count } autres copies de vos marques, laissées par le programme de synchronisation. Leurs marques sont ajoutées aux vôtres. Retirer les copies ?
}
copies-merged-other = { $count ->
    [one] Le dossier partagé contient une autre copie des marques de { $name }. Elle est lue avec la première ; c’est à { $name } de la retirer.
   *[other] Le dossier partagé contient { $count } autres copies des marques de { $name }. Elles sont lues avec la première ; c’est à { $name } de les retirer.
}
copies-put-away = { $count ->
    [one] Toutes les marques sont dans un seul fichier. Une copie en conflit a été rangée dans le dossier de données de Postil.
   *[other] Toutes les marques sont dans un seul fichier. { $count } copies en conflit ont été rangées dans le dossier de données de Postil.
}
copies-remove = { $count ->
    [one] Retirer la copie
   *[other] Retirer les copies
}
copies-merged-line = { $count ->
    [one] Une copie en conflit des marques de { $name } a été lue avec ce fichier. « postil merge » l’y ajoute et range la copie ailleurs.
   *[other] { $count } copies en conflit des marques de { $name } ont été lues avec ce fichier. « postil merge » les y ajoute et range les copies ailleurs.
}
copy-left = Ce fichier ressemble à une copie en conflit. Il n’a pas été fusionné et reste tel quel. { $why }
copy-main-broken = Le fichier dont il est la copie est illisible : réparez d’abord celui-là.
copy-main-edited = Le fichier d’annotations lui-même a été modifié hors de Postil : examinez d’abord ses marques et reprenez les changements.
copy-edited-by-hand = Il a été modifié hors de Postil, ou abîmé par le disque : comparez-le avec l’original, puis supprimez-le.
copy-other-article = Il accompagne un autre article, « { $file } ».
copy-other-person = Il appartient à une autre personne qui se nomme aussi « { $name } » : l’une des deux devrait choisir un autre pseudonyme.
copy-changed-meanwhile = Cette copie en conflit n’est plus celle qui a été fusionnée, et elle reste. Recommencez la fusion.
copy-by-hand = Ce fichier ressemble à une copie en conflit de { $file }. C’est à vous de réunir les deux : comparez-les, puis supprimez l’un des deux.
copy-article = C’est une copie en conflit de { $file }, avec un autre texte : elle n’est donc pas dans la liste. Comparez les deux, puis supprimez l’une des deux. Pour la lire dans Postil, ouvrez ce fichier directement.
copy-article-same = C’est une copie en conflit de { $file }, avec le même texte : elle n’est donc pas dans la liste. Elle peut être supprimée.
copy-article-data = C’est une copie en conflit de ce que l’on sait de l’article, comme son titre ; elle n’a pas été lue. « postil merge » l’ajoute au fichier lui-même.

## Guides et séances

file-codebook-missing = Il n’y a pas de guide « { $id } ». Placez son fichier à côté de la séance, ou corrigez le nom dans la séance.
file-codebook-id = Ce guide se nomme lui-même « { $id } », mais c’est « { $wanted } » qui est demandé. Renommez le fichier, ou corrigez la ligne « id ».
file-codebook-no-labels = Ce guide n’a aucune étiquette. Ajoutez-en au moins une.
file-codebook-label-twice = L’étiquette « { $label } » se trouve ici une seconde fois. Donnez une autre clé à l’une des deux.
file-codebook-value = « { $value } » n’est pas permis pour « { $field } ». { $known ->
    [none] Écrivez une clé courte, par exemple fact.
   *[other] Écrivez l’une de ces valeurs : { $known }.
}
file-session-article = L’article « { $article } » doit être indiqué à partir du fichier de séance, avec / entre les dossiers, en remontant d’un dossier au plus, par exemple ../articles/tribune.txt ; rien n’y est caché.

## Enregistrer

save-no-permission = Vous n’avez pas le droit d’écrire ici. Choisissez un autre dossier, ou demandez ce droit à son propriétaire.
save-disk-full = Le disque est plein ; rien n’a été écrit. Faites de la place et recommencez. Une fenêtre ouverte garde ce qui est marqué et réessaie d’elle-même.
save-no-folder = Le dossier a disparu. Remettez-le en place, ou choisissez-en un autre.
save-name-too-long = Le nom du fichier est trop long pour ce disque. Donnez un nom plus court à l’article ou à la personne qui annote.
save-name-invalid = Ce n’est pas un nom de fichier. Prenez-en un sans / ni \.
save-is-folder = Un dossier porte déjà ce nom. Renommez-le.
save-link-outside = C’est un lien vers un endroit hors de son dossier, et rien n’y est écrit. Remplacez le lien par le fichier lui-même, ou supprimez-le.
save-file-in-the-way = Un fichier occupe la place du dossier qu’il faut ici. Choisissez un autre dossier, ou renommez ce fichier.
save-exists = Un fichier porte déjà ce nom. Choisissez-en un autre.
save-failed = Le système n’a pas pu écrire : { $reason }. Vérifiez le disque, puis enregistrez de nouveau.
save-fell-back = On ne peut pas écrire dans le dossier de l’article : les annotations sont gardées ici. Autorisez l’écriture dans ce dossier pour les garder à côté de l’article.
save-other-person = Ce fichier appartient à une autre personne qui se nomme aussi « { $name } ». Choisissez un autre pseudonyme ; son fichier reste tel quel.
save-edited-by-hand = Ce fichier a entre-temps été modifié hors de Postil, et il reste tel quel. Rouvrez l’article, examinez ses marques et reprenez les changements ; d’ici là, rien de nouveau n’est enregistré.
save-changed-meanwhile = Ce fichier a changé depuis que vous l’avez examiné. Rouvrez l’article.
save-busy = Un autre programme de cette machine écrit ce fichier depuis un long moment : rien n’est encore enregistré. Fermez ce programme, ou attendez, puis enregistrez de nouveau. Une fenêtre ouverte garde ce qui est marqué et réessaie d’elle-même.
save-too-large = Une même personne a fait trop de marques sur cet article : le fichier dépasserait { $megabytes } Mo et ne pourrait plus être relu ; il est donc resté tel quel. Partagez l’article en fichiers plus petits.
save-keeps-changing = Un autre programme modifie sans cesse ce fichier. Fermez-le, puis enregistrez de nouveau.
backup-damaged = Cette version antérieure a été abîmée par le disque. Prenez-en une autre.

# Les marques sont gardées dans un journal jusqu’à leur arrivée dans le fichier d’annotations.
journal-damaged = Ce journal, qui garde les dernières marques jusqu’à leur arrivée dans leur fichier d’annotations, est abîmé à partir de cette ligne. Ce qui peut en être lu est affiché et ira dans le fichier au prochain changement ; le journal sera alors mis de côté, sous un nom terminé par « .damaged ».
journal-without-file = { $count ->
    [one] Ce fichier d’annotations n’existe pas, mais { $count } marque en route vers lui a été gardée. Elle est affichée, et le prochain changement récrira le fichier.
   *[other] Ce fichier d’annotations n’existe pas, mais { $count } marques en route vers lui ont été gardées. Elles sont affichées, et le prochain changement récrira le fichier.
}
job-broke = Le programme a trébuché, par sa propre faute. Les fichiers sur le disque sont comme avant ; réessayez, ou relancez-le.
codebook-default-instead = { $problem } Le guide habituel est utilisé à la place.
