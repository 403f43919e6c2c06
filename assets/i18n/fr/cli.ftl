### La ligne de commande.

cli-about = Lire la presse avec esprit critique : marquer faits, opinions et langage connoté, et comparer les lectures.
cli-usage =
    {""}postil [CHEMIN…]
    {"       "}postil VERBE …
cli-examples =
    {"  "}postil                       ouvre ce qui l’était la dernière fois, ou la séance d’exemple
    {"  "}postil articles/             ouvre les articles d’un dossier
    {"  "}postil tag texte.txt --reviewer Mistral --label fact --quote "Il a plu"
    {"  "}postil export articles/ --format html --out copies/
cli-heading-usage = Emploi :
cli-heading-verbs = Verbes :
cli-heading-arguments = Arguments :
cli-heading-options = Options :
cli-heading-examples = Exemples :
cli-value-file = FICHIER
cli-value-path = CHEMIN
cli-value-dir = DOSSIER
cli-arg-help = Affiche cette aide
cli-arg-version = Affiche la version
cli-arg-lang = Langue des messages (sinon celle du système)
cli-arg-open = Articles, dossiers ou séance à ouvrir dans la fenêtre
cli-arg-file = L’article
cli-arg-paths = Articles, dossiers (les articles qui s’y trouvent directement) ou séances
cli-arg-recursive = Descend aussi dans les sous-dossiers
cli-arg-reviewer = Le pseudonyme de la personne qui annote
cli-arg-only-reviewer = Seulement les marques de cette personne (peut être répété)
cli-arg-label = Clé de l’étiquette : fact, opinion, loaded
cli-arg-quote = Les mots à marquer, tels qu’ils sont dans l’article
cli-arg-nth = Quelle occurrence de ces mots, à partir de 1 (nécessaire s’il y en a plusieurs)
cli-arg-chars = L’endroit en points de code, fin exclue, par exemple 120..164
cli-arg-voice = Qui parle à cet endroit (sinon l’auteur)
cli-arg-reason = Pourquoi cette marque
cli-arg-claim-status = Statut de l’affirmation, par exemple unverified (faits seulement)
cli-arg-unsure = Marque comme incertain
cli-arg-list-format = table (pour lire) ou json (pour les programmes)
cli-arg-export-format = Format, ou « list » pour tous les formats et leurs clés
cli-arg-out = Dossier des copies, créé s’il manque
cli-arg-hide-names = Remplace les pseudonymes par des numéros
cli-arg-accept = Accepte les déplacements de ce score ou plus, de 0 à 1, par exemple 0.95
cli-arg-keep = Laisse les copies où elles sont
cli-arg-dry-run = Dit ce qui serait fait et n’écrit rien
cli-arg-undo = Reprend la lecture
cli-tag-about = Marque un passage et affiche l’identifiant de la marque.
cli-tag-usage = postil tag FICHIER --reviewer R --label L (--quote Q [--nth N] | --chars A..B) [--voice V] [--reason T] [--claim-status S] [--unsure]
cli-tag-examples =
    {"  "}postil tag texte.txt --reviewer Mistral --label opinion --quote "un jour sombre" --nth 2
    {"  "}postil tag texte.txt --reviewer Mistral --label fact --chars 120..164 --voice "la maire"
cli-list-about = Liste les marques avec leur place dans le texte d’aujourd’hui.
cli-list-usage = postil list CHEMIN… [--reviewer R]… [--format table|json] [--recursive]
cli-list-examples =
    {"  "}postil list articles/
    {"  "}postil list texte.txt --reviewer Mistral --format json
cli-done-about = Dit qu’une personne a terminé un article.
cli-done-usage = postil done FICHIER --reviewer R [--undo]
cli-done-examples =
    {"  "}postil done texte.txt --reviewer Mistral
    {"  "}postil done texte.txt --reviewer Mistral --undo
cli-check-about = Lit tous les fichiers à côté des articles et y retrouve chaque marque ; statut de sortie 1 si quelque chose ne va pas.
cli-check-usage = postil check CHEMIN… [--recursive]
cli-check-examples =
    {"  "}postil check articles/ --recursive
cli-export-about = Écrit des copies annotées et des données.
cli-export-usage =
    {""}postil export CHEMIN… --format F --out DOSSIER [--reviewer R]… [--hide-names] [--recursive]
    {"       "}postil export --format list
cli-export-examples =
    {"  "}postil export texte.txt --format html --out copies/
    {"  "}postil export articles/ --format csv --out donnees/ --reviewer Mistral
cli-reanchor-about = Retrouve les marques des articles modifiés et accepte les déplacements assez sûrs.
cli-reanchor-usage = postil reanchor CHEMIN… [--accept S] [--dry-run] [--reviewer R]… [--recursive]
cli-reanchor-examples =
    {"  "}postil reanchor tribune.txt
    {"  "}postil reanchor articles/ --accept 0.95 --dry-run
cli-merge-about = Réunit avec leurs fichiers les copies en conflit que laissent les logiciels de synchronisation et git.
cli-merge-usage = postil merge CHEMIN… [--dry-run] [--keep] [--recursive]
cli-merge-examples =
    {"  "}postil merge articles/ --dry-run
    {"  "}postil merge articles/ --recursive
    {"  "}postil merge tribune.txt --keep
cli-doctor-about = Vérifie ce dont Postil a besoin sur cette machine, et fait une fois le travail principal dans un dossier temporaire.
cli-doctor-usage = postil doctor
cli-doctor-examples =
    {"  "}postil doctor
usage-missing = Il manque : { $what }.
usage-unknown = { $what } n’est pas compris ici.
usage-unknown-near = { $what } n’est pas compris ici ; vouliez-vous dire { $near } ?
usage-dash = { $what } n’est pas compris ici ; le nom d’un fichier qui commence par - se met après -- seul.
usage-no-value = { $what } demande une valeur à sa suite.
usage-bad-value = « { $value } » ne convient pas pour { $what }.
usage-conflict = { $what } et { $other } ne vont pas ensemble.
usage-twice = { $what } figure deux fois ; une fois suffit.
usage-nth = « { $value } » n’est pas un numéro d’occurrence ; elles se comptent à partir de 1.
usage-not-utf8 = Cet appel contient un texte qui n’est pas de l’UTF-8. Le saisir de nouveau.
usage-verb = « { $value } » n’est ni un verbe, ni un fichier, ni un dossier.
usage-other = Cet appel n’est pas compris.
usage-hint = Voir : { $call }
usage-language = « { $value } » n’est pas une langue de Postil ; choisissez en ou fr.
usage-list-format = « { $value } » n’est pas un format de liste ; choisissez table ou json.
usage-export-format = « { $value } » n’est pas un format de copie ; il y a : { $known }.
usage-export-out = Il manque : --out DOSSIER, le dossier des copies.
usage-export-paths = Il manque : au moins un article, un dossier ou une séance.
usage-score = « { $value } » n’est pas un score ; écrivez un nombre de 0 à 1, par exemple 0.95.
usage-chars = « { $value } » n’est pas un intervalle de points de code ; écrivez par exemple 120..164.
report-error = erreur : { $what }
report-note = note : { $what }
tag-label-unknown = le guide « { $codebook } » n’a pas d’étiquette « { $label } » ; il a : { $known }.
tag-status-unknown = le guide « { $codebook } » n’a pas de statut « { $status } » ; il a : { $known }.
tag-status-facts-only = --claim-status vaut pour les faits ; une marque « { $label } » n’affirme rien à vérifier. Retirez cette option.
tag-quote-missing = les mots « { $quote } » ne sont pas dans cet article. Copiez-les depuis l’article, ou donnez l’endroit avec --chars.
tag-quote-several = les mots « { $quote } » y sont { $count } fois ; dites laquelle avec --nth 1 à --nth { $count }.
tag-nth-too-large = les mots « { $quote } » n’y sont { $count ->
    [one] qu’une fois
   *[other] que { $count } fois
    } ; --nth { $nth } n’en fait pas partie.
tag-range-outside = l’article a { $length } points de code ; { $range } va au-delà.
tag-range-inverted = l’intervalle { $range } finit avant de commencer.
tag-range-empty = l’intervalle { $range } ne contient rien ; donnez un passage d’au moins un point de code.
tag-overlap-rule = marqué, mais le guide ne le veut pas : la marque chevauche « { $quote } » ({ $label }), de la même couche et de la même voix.
tag-edges-rule = marqué exactement comme demandé, mais le guide ne veut aux bords ni espace, ni . , : ;, ni guillemet sans son pendant (règle R12).
tag-already = la même marque est déjà là ; rien n’a été ajouté.
reviewer-unmatched = aucune marque ici de « { $name } » ; { $count ->
    [0] personne n’a encore marqué ces articles.
   *[other] il y a : { $known }.
    }
output-failed = la sortie n’a pas pu être écrite : { $reason }. Faire de la place, ou l’envoyer ailleurs.
list-head-file = FICHIER
list-head-reviewer = ANNOTÉ PAR
list-head-label = ÉTIQUETTE
list-head-place = ENDROIT
list-head-quote = CITATION
list-moved = déplacé
list-orphan = orphelin
list-none = Aucune marque.
reanchor-head-id = IDENTIFIANT
reanchor-head-score = SÛRETÉ
reanchor-head-action = DÉCISION
reanchor-head-before = TEXTE MARQUÉ
reanchor-head-now = AUJOURD’HUI
reanchor-accepted = accepté
reanchor-would-accept = à accepter
reanchor-left = à vérifier
reanchor-done = { $accepted ->
    [one] { $accepted } déplacement accepté
   *[other] { $accepted } déplacements acceptés
    }, { $left } à vérifier, { $orphans ->
    [one] { $orphans } marque introuvable
   *[other] { $orphans } marques introuvables
    }.
reanchor-would = { $accepted ->
    [one] { $accepted } déplacement serait accepté
   *[other] { $accepted } déplacements seraient acceptés
    }, { $left } à vérifier, { $orphans ->
    [one] { $orphans } marque introuvable
   *[other] { $orphans } marques introuvables
    }. Rien n’a été écrit.
merge-head-copy = COPIE
merge-head-of = ORIGINAL
merge-head-marks = MARQUES
merge-head-deleted = SUPPRIMÉES
merge-head-action = DÉCISION
merge-merged = fusionnée, rangée
merge-kept = fusionnée, gardée
merge-would = à fusionner
merge-sides = deux versions réunies
merge-sides-would = deux versions à réunir
merge-left = laissée telle quelle
merge-none = Aucune copie en conflit.
merge-summary = { $copies ->
    [one] { $copies } copie en conflit fusionnée
   *[other] { $copies } copies en conflit fusionnées
    }, { $left } laissées telles quelles.
merge-summary-would = { $copies ->
    [one] { $copies } copie en conflit serait fusionnée
   *[other] { $copies } copies en conflit seraient fusionnées
    }, { $left } laissées telles quelles. Rien n’a été écrit.
merge-put-away = Les copies rangées sont gardées dans { $folder } ; vous pouvez les supprimer.
check-good = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
    }, { $readings ->
    [one] { $readings } lecture
   *[other] { $readings } lectures
    }, { $spans ->
    [one] { $spans } marque
   *[other] { $spans } marques
    } : tout est en ordre.
check-earlier-version = Une version antérieure est intacte ({ $when } ; { $count ->
    [one] { $count } marque
   *[other] { $count } marques
    }). Ouvrez l’article dans la fenêtre pour la rétablir.
check-bad = { $problems ->
    [one] { $problems } problème
   *[other] { $problems } problèmes
    } dans { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
    }.
check-moved = les mots marqués « { $quote } » ({ $reviewer }, { $label }) ne sont plus à leur place ; ils semblent être à { $place } (sûr à { $percent } %). Ouvrez l’article et regardez.
check-no-article = son article n’est pas dans ce dossier. Remettez-y l’article, ou déplacez ce fichier à côté de lui.
check-orphan = les mots marqués « { $quote } » ({ $reviewer }, { $label }) ne sont plus dans l’article. Ouvrez l’article et regardez.
check-refused = la place retrouvée pour les mots marqués « { $quote } » ({ $reviewer }, { $label }) a été refusée : la marque n’en a plus. Ouvrez l’article et regardez.
check-label-unknown = la marque « { $quote } » ({ $reviewer }) porte l’étiquette « { $label } », que le guide ne connaît pas.
window-missing-display = la fenêtre ne peut pas s’ouvrir : aucun écran trouvé (ni DISPLAY ni WAYLAND_DISPLAY n’y mènent). Lancez Postil dans une session graphique, ou travaillez sans fenêtre : postil tag, postil list, postil export (voir postil --help).
window-display-silent = la fenêtre ne peut pas s’ouvrir : rien ne répond à l’écran { $name }. Lancez Postil dans une session graphique, ou travaillez sans fenêtre : postil tag, postil list, postil export (voir postil --help).
window-missing-library = la fenêtre ne peut pas s’ouvrir : il manque la bibliothèque { $library }. Installez-la ({ $package }), ou lancez : sh .ci/setup. Sans fenêtre : postil tag, postil list, postil export (voir postil --help).
window-failed = la fenêtre ne peut pas s’ouvrir : { $reason }. postil doctor dit ce qui manque à cette machine. Sans fenêtre : postil tag, postil list, postil export (voir postil --help).
window-broke = le système a fermé la fenêtre : { $reason }. Tout ce que vous avez marqué a été écrit avant la fin du programme.
window-not-built = ce Postil a été construit sans fenêtre. Construisez-le avec la fonction « gui », ou utilisez postil tag, postil list, postil export (voir postil --help).
doctor-title = Postil { $version } examine cette machine.
doctor-ok = ok       { $what }
doctor-bad = MANQUE   { $what }
doctor-note = note     { $what }
doctor-display = écran : { $name }
doctor-display-none = écran : aucun (DISPLAY et WAYLAND_DISPLAY). La fenêtre en demande un, la ligne de commande non.
doctor-display-silent = écran : rien ne répond à { $name }. La fenêtre en demande un, la ligne de commande non.
doctor-library = bibliothèque { $library }
doctor-library-none = bibliothèque { $library } : absente. Installez { $package }, ou lancez : sh .ci/setup
doctor-font = police { $name } : incluse, { $glyphs ->
    [one] { $glyphs } glyphe
   *[other] { $glyphs } glyphes
    }
doctor-font-bad = police { $name } : illisible ; le fichier du programme est abîmé. Construisez-le ou copiez-le de nouveau.
doctor-codebook = guide « { $name } » : { $labels ->
    [one] { $labels } étiquette
   *[other] { $labels } étiquettes
    }
doctor-codebook-bad = guide : { $reason }
doctor-samples = exemples : { $count ->
    [one] { $count } article
   *[other] { $count } articles
    } dans { $folder }
doctor-samples-none = exemples : aucun à côté de ce programme ; il ouvre tout de même vos articles.
doctor-write = écriture possible dans { $folder } ({ $use })
doctor-write-bad = écriture impossible dans { $folder } ({ $use }). Donnez-vous-en le droit.
doctor-use-saves = séances, copies, marques des dossiers protégés
doctor-use-data = données du programme
doctor-use-config = réglages
doctor-dialogs = fenêtres de choix de fichiers : { $name }
doctor-dialogs-none = fenêtres de choix de fichiers : ni portail ni zenity ne répondent ; Postil demande les chemins dans sa propre fenêtre.
doctor-job = travail principal : un article ouvert, marqué, enregistré, retrouvé et copié en HTML, CSV et JSON en { $millis } ms
doctor-job-bad = travail principal : { $reason }
doctor-all-good = Tout va bien ; pour ouvrir la fenêtre : postil
doctor-no-window = La ligne de commande fonctionne ; il manque à la fenêtre ce qui est dit plus haut.
doctor-some-bad = Il manque quelque chose, voir plus haut.
