### Le guide : ce que veut dire une étiquette, et comment la modifier.

codebook-name-empty = Une étiquette doit avoir un nom. Écrivez-en un.
codebook-letter-empty = Écrivez la lettre qui accompagne ses marques.
codebook-letter-long = Deux caractères seulement tiennent à côté d’une marque. Raccourcissez.
codebook-letter-twice = « { $label } » porte aussi cette lettre. Choisissez-en une autre pour que l’on puisse les distinguer.
codebook-look-twice = « { $label } » a la même couleur et le même motif. Changez l’un des deux pour que l’on puisse les distinguer.
codebook-no-key = Seules les neuf premières étiquettes ont une touche, de 1 à 9. Celle-ci se choisit à la souris ou dans le menu.
codebook-key-taken = La clé « { $key } » appartient déjà à une étiquette. Choisissez-en une autre.
codebook-last-label = C’est la seule étiquette. Ajoutez-en une autre avant de la retirer.

edit-codebook-add = guide, nouvelle étiquette
edit-codebook-name = guide, nom
edit-codebook-letter = guide, lettre
edit-codebook-definition = guide, définition
edit-codebook-color = guide, couleur
edit-codebook-pattern = guide, motif
edit-codebook-layer = guide, couche
edit-codebook-snap = guide, taille des marques
edit-codebook-overlap = guide, règle de chevauchement
edit-codebook-claims = guide, affirmations
edit-codebook-order = guide, ordre des étiquettes
edit-codebook-remove = guide, étiquette retirée
edit-codebook-merge = Fusionner
edit-codebook-alias = guide, marques reprises
edit-codebook-split = guide, étiquette séparée
edit-codebook-rules = guide, règles
edit-codebook-read = guide, relecture

# À côté du texte
codebook-examples = Exemples
codebook-rules = Règles de cette étiquette
codebook-general-rules = Règles générales
codebook-quote = « { $quote } »
codebook-rule = { $id } : { $text }
codebook-key = touche { $key }
codebook-no-definition = Il n’y a pas encore de définition.
codebook-only-in = En { $language } seulement.
codebook-unknown-key = Le guide ne connaît pas cette étiquette. Ses marques restent telles quelles.
codebook-language-en = anglais
codebook-language-fr = français

# La fenêtre du guide
cmd-codebook = Guide…
codebook-editor = Guide : { $title }
codebook-new = Nouvelle étiquette
codebook-new-hint = Nom
codebook-add = Ajouter
codebook-order = Ordre
codebook-up = Monter
codebook-down = Descendre
codebook-name-and-letter = Nom et lettre
codebook-name = Nom
codebook-letter = Lettre
codebook-field-in = { $field } ({ $language })
codebook-look = Couleur et motif
codebook-definition = Définition
codebook-layer = Couche
codebook-layer-clause = Propositions (fond)
codebook-layer-word = Mots (soulignement)
codebook-snap = Une marque tracée à la souris couvre
codebook-snap-character = Exactement la sélection
codebook-snap-word = Des mots entiers
codebook-snap-sentence = Des phrases entières
codebook-overlap = Peut chevaucher
codebook-overlap-any = Toutes les marques
codebook-overlap-other = Celles d’une autre couche ou voix
codebook-overlap-none = Aucune marque
codebook-claims = Ses marques affirment des choses vérifiables
codebook-no-rules = Il n’y a pas encore de règle.
codebook-add-rule = Ajouter une règle
codebook-remove-rule = Retirer cette règle
codebook-rule-id = Numéro de la règle
codebook-rule-in = Règle { $id } ({ $language })
codebook-use = Marques de cette étiquette
codebook-used = { $count ->
    [0] Aucune marque de ces articles ne porte cette étiquette.
    [one] { $count } marque de ces articles porte cette étiquette.
   *[other] { $count } marques de ces articles portent cette étiquette.
    }
codebook-also = Compte aussi les marques de « { $key } ».
codebook-split = En refaire une étiquette
codebook-merge-choose = Choisir une étiquette
codebook-merge-into = Fusionner avec
codebook-merge = Fusionner
codebook-merge-hover = Les marques restent telles quelles dans les fichiers de chacun ; elles sont montrées et comptées comme l’autre étiquette. Cela peut s’annuler.
codebook-remove = Retirer l’étiquette
codebook-unknown = Marques sans étiquette
codebook-unknown-hint = Le guide ne connaît pas ces clés. Elles apparaissent en gris.
codebook-unknown-line = { $key } ({ $count ->
    [one] { $count } marque
   *[other] { $count } marques
    })
codebook-as-label = En faire une étiquette
codebook-count-as = Compter comme { $label }

codebook-amber = Ambre
codebook-blue = Bleu
codebook-green = Vert
codebook-grey = Gris
codebook-magenta = Magenta
codebook-red = Rouge
codebook-teal = Bleu-vert
codebook-violet = Violet
codebook-solid = Uni
codebook-hatched = Hachuré
codebook-wavy = Ondulé
codebook-dotted = Pointillé

# Refus
codebook-label-in-use = { $count ->
    [one] { $count } marque de ces articles porte cette étiquette : elle ne peut pas être retirée. Fusionnez-la plutôt avec une autre.
   *[other] { $count } marques de ces articles portent cette étiquette : elle ne peut pas être retirée. Fusionnez-la plutôt avec une autre.
    }
codebook-still-reading = Le comptage des articles est en cours. Réessayez dans un instant.

# Le fichier
codebook-shipped = Fourni avec Postil
codebook-shipped-hover = Ce guide fait partie du programme et reste tel quel. Votre premier changement en fait une copie dans le dossier de la séance ou des articles.
codebook-not-saved = Pas sur le disque
codebook-asks-by-hand = Ces changements ne sont pas sur le disque : le fichier du guide contient des commentaires ou des champs que Postil perdrait. Écrivez une copie dans le dossier de la séance ou des articles, qui servira désormais à sa place, ou écrivez par-dessus le fichier sans eux.
codebook-asks-changed = Ces changements ne sont pas sur le disque : un autre programme a modifié entre-temps le fichier du guide. Relisez-le (Annuler fera revenir ce que vous avez changé ici), ou écrivez une copie.
codebook-write-copy = Écrire une copie
codebook-write-anyway = Écrire quand même, sans les commentaires
codebook-read-again = Relire le fichier
codebook-try-again = Réessayer
codebook-stand-in = Le guide de ces articles est illisible : le guide habituel le remplace et ne peut pas être modifié ici. Réparez le fichier, puis rouvrez les articles.
codebook-nowhere = Ouvrez d’abord des articles : un guide modifié est gardé dans leur dossier.
codebook-copied = Le guide se trouve maintenant dans { $file }.
codebook-not-kept = Les derniers changements du guide « { $id } » n’étaient pas sur le disque, et un autre guide est maintenant ouvert. Ils sont perdus.
codebook-asks-first = Le guide a été modifié et vous n’avez pas encore décidé où l’écrire : ouvrez-le dans le menu Édition.
