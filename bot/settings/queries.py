"""One line of search syntax as a rule; what it names is checked as in every other setting."""

import re
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from bot.extraction.query import QueryError, parse_query
from bot.extraction.rules import EntityTerm, Rule
from bot.settings.leaves import leaves
from bot.settings.references import known_entity, known_feed
from bot.settings.refusal import refuse, text_of

_FILTER = re.compile(r"\b(?:feed|tag|lang|salience):")


def _query(value: Any, info: ValidationInfo) -> Rule:
    text = text_of(value, "a line of search syntax")
    try:
        rule = parse_query(text)
    except QueryError as error:
        raise refuse(error.problem, hint=error.hint, at=error.position) from None
    for term in leaves((*rule.all, *rule.any, *rule.none)):
        if isinstance(term, EntityTerm):
            known_entity(term.entity, info, _where(f"entity:{term.entity}", text))
    for feed in sorted(rule.feeds):
        known_feed(feed, info, _where(f"feed:{feed}", text))
    return rule


def _where(word: str, text: str) -> int:
    """Where `word` stands in the line, as a whole; its value, not its key."""
    found = re.search(rf"{re.escape(word)}(?![\w-])", text)
    return found.start() + word.index(":") + 1 if found else 0


def _inner_query(value: Any, info: ValidationInfo) -> Rule:
    rule = _query(value, info)
    if not (rule.feeds or rule.tags or rule.languages or rule.min_salience):
        return rule
    found = _FILTER.search(str(value))
    what = "a part of a rule cannot ask for feeds, tags, languages or salience"
    hint = "Write them under match: feeds, tags, languages, min_salience."
    raise refuse(what, hint=hint, at=found.start() if found else 0)


_SCHEMA = WithJsonSchema(
    {"type": "string", "examples": ["(entity:india AND entity:russia) NEAR/20 summit NOT cricket"]}
)
Query = Annotated[Rule, PlainValidator(_query), _SCHEMA]
"""A whole rule."""
InnerQuery = Annotated[Rule, PlainValidator(_inner_query), _SCHEMA]
"""A part of one."""
