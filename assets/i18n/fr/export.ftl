### Copies annotées et données

## Formats

export-format-html = Copie annotée : une page web autonome par article
export-format-csv = Tableau des marques pour tableur, une ligne par marque
export-format-tsv = Le même tableau, séparé par des tabulations
export-format-json = Les marques sous forme de données, un objet par article
export-format-jsonl = Les marques sous forme de données, un article par ligne, en un seul fichier

## La copie annotée

export-html-title = { $title } – copie annotée
export-html-kind = Copie annotée
export-html-skip = Aller aux notes
export-html-legend = Signification des marques
export-html-deeper = Teinte plus soutenue : plusieurs personnes ont choisi la même étiquette.
export-html-reference = Note { $number } : { $label }, { $reviewer }
export-html-back = Retour à { $sign } dans le texte
export-html-notes = Notes
export-html-no-notes = Rien n’a été marqué dans cet article.
export-html-unsure = incertain
# Certitude de l’emplacement, en pour cent.
export-html-moved = déplacée, sûre à { $percent } %
export-html-voice = Voix :
export-html-claim = Affirmation :
export-html-claim-status = Statut :
export-html-lost = Marques sans emplacement
export-html-lost-why = Les mots auxquels renvoient ces notes ne figurent plus dans le texte.
export-html-reviewers = Qui a annoté cette copie
export-html-no-reviewers = Personne n’a encore annoté cet article.
export-html-reviewer = Annotateur
export-html-total = Total
export-html-status = Lecture
export-html-in-progress = en cours
export-html-done = terminée
export-html-other-codebook = avec un autre guide ({ $id }, { $hash })
export-html-names-hidden = Les pseudonymes ont été retirés de cette copie.
export-html-definitions = Ce que signifient les étiquettes
export-html-about = À propos de cette copie
export-html-codebook = Guide d’annotation
export-html-codebook-line = { $title }, révision { $revision } ({ $hash })
export-html-source = Fichier source
export-html-address = Trouvé à l’adresse
export-html-hash = Texte, SHA-256
export-html-date = Exportée le
export-html-date-line = { $date } UTC
export-html-program = Logiciel
export-html-program-line = Postil { $version }
