"""What a query names: phrases, entities, regular expressions, and what the whole rule is bound to."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from bot.extraction.folding import fold
from bot.extraction.lexicon import EntityId
from bot.extraction.query.errors import QueryError
from bot.extraction.query.tokens import Token
from bot.extraction.regexes import RegexRefused, check_regex
from bot.extraction.rules import Also, EntityTerm, PhraseTerm, RegexTerm, Scope, Within, Words

WORDS_AT_MOST = 1_000
"""Words of a window; a wider one is a paragraph."""

_ID = re.compile(r"[\w.-]+")
_WORD_COUNT = re.compile(r"([0-9]+)words?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SALIENCE = re.compile(r"[0-9]*\.?[0-9]+")
_NOT_ALONE = {"&": "AND", "&&": "AND", "+": "AND", "|": "OR", "||": "OR", "!": "NOT", "-": "NOT"}


def phrase(token: Token) -> PhraseTerm:
    if not any(map(str.isalnum, fold(token.text).text)):
        raise QueryError("there is no word in this phrase", token.start, "Write what to look for.")
    return PhraseTerm(phrase=" ".join(token.text.split()))


def word(token: Token) -> PhraseTerm:
    """A bare word; what other search engines read as an operator is refused, never looked for."""
    text = token.text
    if text in _NOT_ALONE:
        raise QueryError(f"expected a word instead of {text}", token.start, f"Write {_NOT_ALONE[text]}.")
    if text[0] in "-!" and len(text) > 1:
        hint = f"Write NOT {text[1:]}, or put the words in quotes."
        raise QueryError(f"expected a word, which cannot begin with {text[0]}", token.start, hint)
    if "*" in text:
        hint = "Plurals and possessives are found anyway; for other endings write a /regular expression/."
        raise QueryError("expected a whole word: * stands for nothing", token.start + text.index("*"), hint)
    if not any(map(str.isalnum, fold(text).text)):
        raise QueryError(f"expected a word instead of {text}", token.start, "Write what to look for.")
    return PhraseTerm(phrase=text)


def regex(token: Token) -> RegexTerm:
    try:
        check_regex(token.text)
    except RegexRefused as refused:
        problem = f"this regular expression cannot be used: {refused.problem}"
        raise QueryError(problem, token.start, _sentence(refused.hint)) from None
    return RegexTerm(pattern=token.text)


def entity(token: Token) -> EntityTerm:
    """`india` or `india+people+cities`."""
    name, *others = token.text.split("+")
    if not _ID.fullmatch(name):
        raise QueryError("expected the id of an entity after entity:", token.start, "As in entity:india.")
    at = token.start + len(name) + 1
    also: set[Also] = set()
    for other in others:
        if other not in set(Also):
            problem = f"expected one of {listed(Also)} after +"
            raise QueryError(problem, at, did_you_mean(other, Also) or "As in entity:india+people.")
        also.add(Also(other))
        at += len(other) + 1
    return EntityTerm(entity=EntityId(name), also=frozenset(also))


def within(token: Token) -> Within:
    """`paragraph` or `20words`."""
    count = _WORD_COUNT.fullmatch(token.text)
    if count:
        return window(count[1], token.start)
    if token.text in set(Scope):
        return Scope(token.text)
    problem = "expected title, sentence, paragraph, document or a number of words after within:"
    hint = did_you_mean(token.text, Scope) or "As in within:paragraph or within:20words."
    raise QueryError(problem, token.start, hint)


def window(digits: str, position: int) -> Words:
    """A stretch of so many words. Raises `QueryError` where the number makes no sense."""
    count = int(digits) if 0 < len(digits) <= 9 else 0
    if not 1 <= count <= WORDS_AT_MOST:
        problem = f"expected a number of words from 1 to {WORDS_AT_MOST:,}"
        raise QueryError(problem, position, "As in NEAR/20.")
    return Words(count=count)


def words_prefix(text: str) -> str | None:
    """The digits of `20words`; None for any other word."""
    count = _WORD_COUNT.fullmatch(text)
    return count[1] if count else None


def language(token: Token) -> str:
    if not _LANGUAGE.fullmatch(token.text):
        raise QueryError("expected a language after lang:", token.start, "As in lang:en.")
    return token.text.lower()


def share(token: Token) -> float:
    value = float(token.text) if _SALIENCE.fullmatch(token.text) else 2.0
    if value > 1:
        raise QueryError("expected a number from 0 to 1 after salience:", token.start, "As in salience:0.3.")
    return value


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A question, or nothing where no known word is near."""
    near = get_close_matches(written.lower(), list(known), n=1)
    return f"Did you mean {near[0]}?" if near else ""


def listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _sentence(hint: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}."
