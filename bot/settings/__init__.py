"""What an operator may write, loaded with every mistake said at once.

`loader.load` gives a `configuration.Configuration` or raises `mistakes.ConfigErrors`; `examples` runs the
watches' own tests, `secrets` reads tokens from the environment, `schema` tells editors what may be written.

The way of a file: bytes (`sources`), a tree that knows its places (`yaml_text`, `tree`), a strict
model (`models`, `wirewatch_file`), mistakes where it does not fit (`explaining`), values (`building`)
and what was hardly meant (`advice`).
"""
