### Annotated copies and data

## Formats

export-format-html = Annotated copy: a web page that needs nothing else, one an article
export-format-csv = Table of the marks for spreadsheets, one row a mark
export-format-tsv = The same table with tabs
export-format-json = The marks as data, one object an article
export-format-jsonl = The marks as data, one article a line, all in one file
