### La fenêtre autour de la page.

title-both = { $article } — { $name } — Postil
title-article = { $article } — Postil

menu-file = Fichier
menu-edit = Édition
menu-mark = Marques
menu-view = Affichage
menu-help = Aide
menu-with = { $text } : { $what }

cmd-open-files = Ouvrir des articles…
cmd-open-folder = Ouvrir un dossier…
cmd-open-path = Ouvrir par chemin…
cmd-export = Exporter des copies…
cmd-encoding = Encodage…
cmd-versions = Versions antérieures…
cmd-remove-copies = Retirer les copies en conflit
cmd-reload = Relire depuis le disque
cmd-quit = Quitter
cmd-undo = Annuler
cmd-redo = Rétablir
cmd-find = Chercher…
cmd-reason = Raison de la marque
cmd-voice = Voix de la marque
cmd-unsure = Sûr ou incertain
cmd-edge = Déplacer la fin de la marque, puis son début
cmd-delete = Supprimer la marque
cmd-tag = Marquer : { $label }
cmd-arm = Marquer à la suite : { $label }
cmd-disarm = Ne plus marquer à la suite : { $label }
cmd-next-mark = Marque suivante
cmd-previous-mark = Marque précédente
cmd-suggest-all = Suggérer une étiquette pour toutes les occurrences…
cmd-suggestions = Parcourir les suggestions
cmd-skip-suggestion = Passer une suggestion
cmd-previous-suggestion = Revenir à la suggestion précédente
cmd-finish = J’ai terminé cet article
cmd-unfinish = Reprendre cet article
cmd-reviewer = Qui annote…
cmd-filter = Filtrer les marques…
cmd-show-all = Montrer toutes les marques
cmd-next-article = Article suivant
cmd-previous-article = Article précédent
cmd-next-panel = De la page aux panneaux et retour
cmd-menus = Aller aux menus
cmd-notes = Afficher ou masquer les notes en marge
cmd-bigger = Texte plus grand
cmd-smaller = Texte plus petit
cmd-normal-size = Taille habituelle
cmd-list = Liste des articles
cmd-inspector = Inspecteur
cmd-reading = Réglages de lecture…
cmd-projector = Vidéoprojection
menu-theme = Thème
menu-language = Langue
cmd-theme = Thème suivant
theme-light = Clair
theme-dark = Sombre
theme-contrast = Contraste élevé
theme-print = Noir sur blanc

reading-title = Lecture
reading-theme = Thème
reading-interface = Interface
reading-face = Police
face-serif = Noto Serif
face-sans = Inter
face-legible = Atkinson Hyperlegible
reading-size = Taille du texte
reading-leading = Interligne
reading-measure = Longueur des lignes
reading-tracking = Espace entre lettres
reading-language = Langue
reading-characters = caractères
reading-percent = { $n } %
reading-usual = Comme d’habitude
reading-sample = « Est-ce vrai ? » demanda la ministre ; les chiffres, 3,5 % en 2025, disent autre chose.
projector-leave = Retour
projector-leave-hover = Quitte la vidéoprojection ; tout redevient comme avant

cmd-language-en = English
cmd-language-fr = Français
cmd-palette = Toutes les commandes…
cmd-shortcuts = Clavier et souris

key-ctrl = Ctrl
key-shift = Maj
key-delete = Suppr
key-enter = Entrée
key-page-up = Page préc.
key-page-down = Page suiv.

keys-sentence = ↓ ↑
does-sentence = Sélectionner la phrase suivante ou précédente
keys-sentence-extend = Maj+↓ ↑
does-sentence-extend = Étendre d’une phrase
keys-read = Espace
does-read = La phrase est lue, rien à marquer : phrase suivante
keys-unread = Maj+Espace
does-unread = Revenir à la phrase précédente : elle n’est pas encore lue
keys-caret = ← →
does-caret = Avancer ou reculer d’un caractère
keys-caret-word = Ctrl+← →
does-caret-word = Avancer ou reculer d’un mot
keys-extend = Maj+← →
does-extend = Sélectionner par caractère ; avec Ctrl par mot
keys-row = Début Fin
does-row = Début et fin de la ligne ; avec Maj sélectionner
keys-ends = Ctrl+Début Fin
does-ends = Début et fin de l’article
keys-page = Page préc., Page suiv.
does-page = Défiler d’une page
keys-edge = E, puis ← →
does-edge = Déplacer une limite de votre marque d’un caractère, avec Ctrl d’un mot
keys-all = Ctrl+A
does-all = Sélectionner tout l’article
keys-copy = Ctrl+C
does-copy = Copier le texte sélectionné
keys-escape = Échap
does-escape = Lâcher la limite, ne plus marquer à la suite, ne rien sélectionner
keys-suggestion = Entrée ou un chiffre
does-suggestion = Accepter la suggestion, telle quelle ou avec une autre étiquette
keys-mouse-drag = Glisser
does-mouse-drag = Sélectionner des mots entiers
keys-mouse-raw = Ctrl+glisser
does-mouse-raw = Sélectionner exactement
keys-mouse-double = Double-clic
does-mouse-double = Sélectionner un mot
keys-mouse-triple = Triple clic
does-mouse-triple = Sélectionner une phrase
keys-mouse-edge = Glisser une poignée de votre marque
does-mouse-edge = Déplacer cette limite par mots, avec Ctrl exactement
keys-mouse-mark = Clic sur une marque
does-mouse-mark = La sélectionner ; encore : celle de dessous

page-scroll-bar = Position dans l’article

panel-edge = Largeur du panneau
list-title = Articles
list-scanning = Recherche des articles…
list-empty = Aucun article n’est encore ouvert.
list-waiting = Lecture…
list-read-by = Annoté par { $names }
list-read = { $percent } %
list-read-little = < 1 %
list-row-read = { $row }, { $read } lu
list-row = { $upper } : { $title }

header-place = { $number } sur { $count }
header-encoding = Encodage : { $name }
header-encoding-found = Encodage, reconnu d’après le fichier. Cliquer pour en choisir un autre.
header-encoding-bom = Encodage, indiqué au début du fichier. Cliquer pour en choisir un autre.
header-encoding-chosen = Encodage, choisi à la main. Cliquer pour le changer.
header-encoding-damaged = Certains octets ne sont pas du texte dans cet encodage et apparaissent comme �. Cliquer pour en choisir un autre.

find-hint = Chercher dans l’article
find-next = Occurrence suivante
find-previous = Occurrence précédente
find-close = Fermer la recherche
find-whole-words = Mots entiers
find-searching = Recherche…
find-none = Introuvable
find-place = { $number } sur { $count }
find-count = { $count ->
    [one] { $count } occurrence
   *[other] { $count } occurrences
    }
find-from-start = reprise au début
find-from-end = reprise à la fin
find-kept = Seules les { $count } premières occurrences sont montrées.

suggest-all = Suggérer…
suggest-all-hover = Suggérer une étiquette pour chaque occurrence, à accepter une par une
suggest-as = Tout suggérer comme :
suggest-what = { $label } ? « { $quote } »
suggest-left = { $count ->
    [0] plus aucune
    [one] { $count } restante
   *[other] { $count } restantes
    }
suggest-accept = Accepter
suggest-skip = Passer
suggest-back = Revenir
suggest-leave = Laisser les suggestions pour plus tard
suggest-resume = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
    }

filter-button = Filtrer
filter-hover = Mettre certaines marques en avant et estomper les autres
filter-title = Marques en avant
filter-dims = Estompé : { $what }
filter-show-all = Tout montrer
filter-labels = Étiquettes
filter-reviewers = Lectures
filter-voices = Voix
filter-any-source = Toutes les sources
filter-no-source = Sources
filter-some-sources = Certaines sources
filter-doubt = Confiance
filter-sure = Sûres
filter-unsure = Incertaines
filter-elsewhere = lectures d’autres articles

hand-edit-accept = Ces modifications sont justes : les reprendre

label-hover = { $hint }. Si rien n’est sélectionné, un clic fait marquer à la suite : chaque passage que vous sélectionnez ensuite à la souris est aussitôt marqué ({ $arm }).
label-armed-hover = { $hint } : chaque passage que vous sélectionnez à la souris est aussitôt marqué, jusqu’à ce que vous cliquiez ici ou appuyiez sur Échap.
bar-armed = Marquage à la suite : { $label } – Échap pour arrêter

label-count = { $label } : { $count ->
    [one] { $count } de vos marques
   *[other] { $count } de vos marques
    }
label-count-hover = Combien de vos marques dans cet article portent cette étiquette

bar-done = Terminé
bar-reviewer = { $name }
bar-no-reviewer = Qui annote ?

state-untouched = Rien à enregistrer
state-untouched-hover = Vous n’avez rien changé dans cet article.
state-saving = Enregistrement…
state-saving-hover = Votre dernier changement est en route vers le disque.
state-saved = ✓ Enregistré
state-saved-hover = Tous les changements sont sur le disque, à côté de l’article.
state-fell-back = ✓ Enregistré ailleurs
state-fell-back-hover = Rien ne peut être écrit dans le dossier de l’article : vos marques sont gardées dans le dossier « saves » de Postil, sur cet ordinateur.
state-failed = ⚠ Non enregistré : { $what }

others-title = Autres lectures
others-being-read = Les annotations de cet article sont encore en cours de lecture.
others-none = Personne d’autre n’a annoté cet article ici.
others-done = { $name } ({ $count ->
    [one] { $count } marque
   *[other] { $count } marques
    }, terminé)
others-open = { $name } ({ $count ->
    [one] { $count } marque
   *[other] { $count } marques
    })
others-hover = Montrer ces marques dans la page. Elles ne peuvent pas être modifiées ici.

inspector-none = Aucune marque sélectionnée
inspector-hint = Cliquez sur une marque, ou sélectionnez du texte et appuyez sur 1, 2 ou 3. Sans sélection, la touche marque la phrase ou le mot où se trouve le curseur.
inspector-own = Votre marque
inspector-foreign = Marque posée par { $name }
inspector-reason = Raison
inspector-reason-hint = Pourquoi cette marque ? Entrée ramène au texte.
inspector-voice = Voix
inspector-voice-hint = L’auteur
inspector-unsure = Je ne suis pas sûr(e)
inspector-claim = Affirmation
inspector-claim-hint = Ce qui est affirmé, avec vos mots
inspector-status = Statut de l’affirmation
inspector-status-none = Pas encore de statut


close-waits = Vos dernières marques seront faites dès que les annotations de l’article auront été lues ; la fenêtre se fermera ensuite.
close-unsaved = Tout n’est pas sur le disque. { $problem } Remédiez-y, ou fermez encore une fois la fenêtre pour partir sans ces changements.

notice-close = Fermer
notice-show = Voir le dossier

name-title = Qui annote ?
name-why = Vos marques sont gardées sous un pseudonyme. Tous ceux qui reçoivent une copie le voient : n’utilisez pas votre vrai nom à l’école.
name-hint = Pseudonyme
name-take = Continuer
name-exists = Il y a déjà ici des annotations de « { $name } ». Est-ce vous ?
name-exists-yes = Oui, continuer les miennes
name-exists-no = Non, un autre nom

path-title-files = Quel article, dossier ou séance ?
path-title-folder = Quel dossier ?
path-no-dialog = Ce système n’affiche pas de fenêtre de choix ; écrivez le chemin ici.
path-hint = Chemin, par exemple ~/articles
path-open = Ouvrir

encoding-title = Encodage de l’article
encoding-now = Actuellement : { $name }. Si des lettres semblent fausses, essayez-en un autre ; le fichier lui-même ne change jamais.
encoding-try = Si c’est un texte, il est peut-être dans un autre encodage ; le fichier lui-même ne change jamais.
encoding-filter = Chercher
encoding-auto = Détection automatique

export-title = Exporter des copies annotées
export-this = Cet article
export-all = Tous les articles de la liste
export-whose = Les marques de
export-hide-names = Des numéros au lieu des noms
export-where = Dossier
export-where-hint = Vide : saves/exports
export-choose = Choisir…
export-do = Exporter
export-written = { $count ->
    [one] { $count } fichier écrit dans { $folder }
   *[other] { $count } fichiers écrits dans { $folder }
    }

welcome-title = Lire avec esprit critique
welcome-hint = Déposez des articles ou un dossier sur cette fenêtre, ou ouvrez-les ici.

## Versions antérieures

versions-title = Versions antérieures de vos annotations
versions-why = Postil garde de temps en temps vos annotations telles qu’elles sont, sur cette machine seulement. Ce que vous rétablissez peut être annulé.
versions-none = Il n’y a pas encore de version antérieure de vos annotations de cet article. Postil en garde une de temps en temps pendant votre travail, sur cette machine seulement.
versions-looking = Recherche des versions antérieures…
versions-reading = Lecture…
versions-damaged = Abîmée
versions-marks = { $count ->
    [0] aucune marque
    [one] { $count } marque
   *[other] { $count } marques
    }
versions-as-now = { $marks }, comme maintenant
versions-since = { $marks } ; depuis : { $what }
versions-added = { $count ->
    [one] { $count } ajoutée
   *[other] { $count } ajoutées
    }
versions-removed = { $count ->
    [one] { $count } supprimée
   *[other] { $count } supprimées
    }
versions-changed = { $count ->
    [one] { $count } modifiée
   *[other] { $count } modifiées
    }
versions-same = Cette version dit la même chose que vos annotations actuelles.
versions-differs = Ce qui diffère de maintenant :
versions-locked = Les marques de cette version. Votre fichier actuel sera gardé à côté, sous un autre nom.
versions-was-done = L’article était alors marqué comme terminé.
versions-was-open = L’article n’était alors pas marqué comme terminé.
versions-restore = Rétablir cette version
versions-put-back = Mettre cette version à sa place
reading-damaged = Le fichier de vos annotations de cet article est abîmé : vos marques ne peuvent pas être affichées. Il reste tel quel, et rien n’y est écrit.
versions-rescue = { $count ->
    [one] Une version antérieure est intacte : { $when }, { $count } marque. Vous pouvez la mettre à la place du fichier abîmé, qui sera gardé sous un autre nom.
   *[other] Une version antérieure est intacte : { $when }, { $count } marques. Vous pouvez la mettre à la place du fichier abîmé, qui sera gardé sous un autre nom.
    }
version-put-back = La version antérieure est en place. Ce qui s’y trouvait est gardé à côté, sous le nom { $file }.
version-quote = « { $quote } »
version-mark = { $label }, { $what }
version-added = ajoutée depuis, absente de cette version
version-removed = supprimée depuis
version-changed = modifiée depuis : { $what }
version-label = maintenant { $now }
version-edges = limites
version-voice = voix (alors { $then })
version-sure = confiance (alors sûre)
version-unsure = confiance (alors incertaine)
version-no-reason = raison (alors aucune)
version-reason = raison (alors « { $then } »)
version-claim = affirmation
version-bring-back = Rétablir
version-bring-back-mark = Rétablir { $label } { $quote }
