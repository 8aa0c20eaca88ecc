"""The clause around a verb or noun, and which of the two it is."""

import re

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_REACH = 160
"""Characters looked at to each side of the words: a long clause."""

_ENDS = lazy(r"[;:!?](?= |$)|(?<![A-Z])\.(?= [A-Z“\"])|[\n“”]| [–—] ")

_NOUNS = words(
    """
    talks meeting meetings discussions discussion consultations conversation conversations negotiations
    dialogue summit summits round rounds trip trips engagement engagements interaction interactions
    aside asides bilateral bilaterals commission
    session sitdown sit-down agreement agreements deal deals pact pacts treaty treaties accord accords
    memorandum memorandums memoranda mou mous understanding signing sanctions package packages embargo
    """
)
_EITHER = words("visit visits calls tours bans call travel stop stopover tour freeze ban")
_GERUNDS = words("meeting signing")
_OBJECT = lazy(r" (?:[A-Z]|(?:the|an?|his|her|its|their)\b)")
"""After a gerund: "meeting Lima", "signing the treaty"."""
_BEFORE_NOUN = lazy(
    r"(?:\b(?:an?|the|his|her|its|their|this|that|these|those|no|any|some|of|on|for|during|after|ahead|first"
    r"|second|third|last|next|\w+day|state|official|working|private|phone|telephone|video|courtesy|surprise"
    r"|landmark|historic|rare|maiden|planned|upcoming|return|foreign|\w{3,20}(?:al|ic|ous|ing|ed))"
    r"|[’']s|s[’']) $",
    re.IGNORECASE,
)
_AFTER_NOUN = lazy(r" (?:to|by|from|between|was|is|will|has|comes|came)\b")
_AUXILIARIES = lazy(
    r"(?:(?:will|shall|should|can|could|may|might|must|would|is|are|was|were|be|been|being|has|have"
    r"|had|having"
    r"|to|did|does|do|not|never|also|expected|likely|due|set|scheduled)\s+)+(?=\w)",
    re.IGNORECASE,
)


def before(sentence: Sentence, at: int) -> str:
    """What stands before `at` in its clause."""
    text = sentence.cut(max(sentence.span.start, at - _REACH), at)
    ends = [end.end() for end in _ENDS.finditer(text)]
    return text[ends[-1] :] if ends else text


def after(sentence: Sentence, at: int) -> str:
    """What stands after `at` in its clause."""
    text = sentence.cut(at, min(sentence.span.end, at + _REACH))
    end = _ENDS.search(text)
    return text[: end.start()] if end else text


def without_auxiliaries(sentence: Sentence, verb: Span) -> Span:
    """The words from the verb itself on: "signed" of "has signed"."""
    leading = _AUXILIARIES.match(sentence.cut(verb.start, verb.end))
    return Span(start=verb.start + leading.end(), end=verb.end) if leading else verb


def is_noun(sentence: Sentence, span: Span) -> bool:
    """Does `span` hold a noun ("talks", "his visit") rather than a verb with its object ("held talks")?"""
    text = sentence.cut(span.start, span.end).lower()
    first = re.split(r"[\s–—]", text, maxsplit=1)[0].split("-")[-1]
    if first in _EITHER:
        stands_before = sentence.cut(max(sentence.span.start, span.start - 30), span.start)
        stands_after = sentence.cut(span.end, min(sentence.span.end, span.end + 12))
        return _BEFORE_NOUN.search(stands_before) is not None or _AFTER_NOUN.match(stands_after) is not None
    if first in _GERUNDS and _OBJECT.match(sentence.cut(span.end, min(sentence.span.end, span.end + 8))):
        return False
    return first in _NOUNS
