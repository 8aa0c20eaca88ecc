"""Summits: the phrases that name one, whose it is, and what the text says of it.

`candidates` finds the phrases: `nouns` with the words before them ("the 14th annual Japan–France
summit"), and `blocs` whose leaders gather. `identity` says whose each one is, `occasions` which of them
are the same one, spoken of again. `scope` says how far a phrase reaches in its sentence, `coming` who
comes for it; `editions`, `times`, `places`, `hosts`, `parties`, `participants`, `statuses` and `visits`
each read one slot around a phrase; `gathering` puts them together.
"""
