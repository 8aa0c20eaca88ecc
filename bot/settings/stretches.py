"""Where the parts of a rule must stand together: `sentence`, or `20 words`."""

import re
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from bot.extraction.rules import Scope, Within
from bot.extraction.rules import Words as WordsWithin
from bot.settings.mistakes import did_you_mean, shown
from bot.settings.refusal import refuse

MOST_WORDS = 1_000
"""Beyond that a stretch is the document."""

_WORDS = re.compile(r"([0-9]{1,6}) ?words?")
_CHOICES = "document, paragraph, sentence, title, or a number of words, as 20 words"


def _stretch(value: Any) -> Within:
    if isinstance(value, Scope | WordsWithin):
        return value
    text = str(value) if isinstance(value, str) else ""
    if text in Scope.__members__.values():
        return Scope(text)
    if found := _WORDS.fullmatch(text):
        return _words(int(found.group(1)))
    hint = did_you_mean(text, Scope) if text else ""
    if isinstance(value, int) and not isinstance(value, bool):
        hint = f'Write "{value} words".'
    raise refuse(f"within cannot be {shown(value)}", why=f"It is one of {_CHOICES}.", hint=hint)


def _words(count: int) -> WordsWithin:
    if 2 <= count <= MOST_WORDS:
        return WordsWithin(count=count)
    raise refuse(f"{count} words is out of range", hint=f'Write "2 words" to "{MOST_WORDS} words".')


Stretch = Annotated[
    Within,
    PlainValidator(_stretch),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [str(scope) for scope in Scope]},
                {"type": "string", "pattern": "^[0-9]{1,4} ?words?$", "examples": ["20 words"]},
            ]
        }
    ),
]
