r"""Rules as one line of search syntax: `(entity:india AND entity:russia) NEAR/20 summit NOT cricket`.

OR binds weakest, then AND (also where two things stand side by side), then NOT, then NEAR/n, which asks for
both sides within n words of one paragraph; parentheses group. Operators are written in capitals.

    "annual summit"  summit          words, in this order
    entity:russia+metonym+people     an entity, and what else may stand for it
    /\d+ pacts/                       an RE2 regular expression
    title:summit  sentence:(a AND b) what must stand in the title, or in one sentence or paragraph
    20words:(a AND b)                the same as a NEAR/20 b

and, at the outermost level, what the whole rule is bound to: `within:paragraph` (or title, sentence,
document, 20words), `feed:id` and `tag:x` and `lang:en` (several of a kind are alternatives), `salience:0.3`.
"""

from bot.extraction.query.errors import QueryError
from bot.extraction.query.parsing import parse_query
from bot.extraction.query.writing import format_part, format_rule

__all__ = ["QueryError", "format_part", "format_rule", "parse_query"]
