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
edit-codebook-merge = guide, fusion d’étiquettes
edit-codebook-alias = guide, marques reprises
edit-codebook-split = guide, étiquette séparée
edit-codebook-rules = guide, règles
