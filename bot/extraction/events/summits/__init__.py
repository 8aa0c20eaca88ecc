"""Summits: the phrases that name one, whose it is, and what the text says of it.

`candidates` finds the phrases: `nouns` with the words before them, read by `heads` ("the 14th annual
Japan–France summit"), and `blocs` whose leaders gather. `identity` says whose each one is, `occasions` which
of them are the same one, spoken of again, and `occurrences` which are an earlier or a later one. `scope` says
how far a phrase reaches in its sentence, `coming` and `holders` who comes for it and holds it; `editions`,
`times`, `stretches` (of days), `places`, `surroundings`, `hosts`, `parties`, `participants`, `statuses` and
`visits` each read one slot around a phrase; `gathering` puts them together.
"""
