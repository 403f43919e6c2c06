### Copies annotées et données

## Formats

export-format-html = Copie annotée : une page web autonome par article
export-format-csv = Tableau des marques pour tableur, une ligne par marque
export-format-tsv = Le même tableau, séparé par des tabulations
export-format-json = Les marques sous forme de données, un objet par article
export-format-jsonl = Les marques sous forme de données, un article par ligne, en un seul fichier
