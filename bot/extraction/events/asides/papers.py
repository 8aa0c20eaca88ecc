"""Papers that come of talks: agreements, memoranda, statements, declarations, as the text calls them."""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.clauses import Clause, object_end, shortened
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

PAPERS = words(
    """
    accord accords action agreement agreements charter charters communique communiques communiqué communiqués
    contract contracts convention conventions deal deals declaration declarations document documents framework
    frameworks instrument instruments intent memoranda memorandum memorandums mou mous pact pacts plan
    plans programme programmes protocol protocols road roadmap roadmaps statement statements treaties treaty
    vision visions
    """
)
"""In a sentence without one of these no paper is made."""

_SIGNED = (
    r"agreements?|accords?|MoUs?|memorand(?:a|ums?)(?: of (?:understandings?|cooperation|co-operation"
    r"|intent))?|pacts?|deals?|treat(?:y|ies)|protocols?|letters? of intent|conventions?|contracts?"
    r"|instruments?|documents?|(?:cooperation|work|joint) programmes?"
)
_ISSUED = (
    r"(?:joint|final|leaders['’]|outcome|closing|summit|political|common|trilateral)"
    r" (?:press )?(?:statements?|declarations?|documents?)"
    r"|communiqu[eé]s?|declarations?|road ?maps?|action plans?|plans? of action|vision (?:statements?"
    r"|documents?)|frameworks?|charters?|joint (?:leaders['’] )?(?:statements?|communiqu[eé]s?)"
    r"|programmes? of (?:cooperation|action)|joint visions?|statement of intent"
)
_NOUN = rf"(?:{_ISSUED}|{_SIGNED})"
_MODIFIER = (
    r"(?!(?:an?|any|most|all|the|report|reports|reported|has|have|had|will|on|to|for|with|in|at|of|by|that"
    r"|from|after|during|which|who|was|were|is|are|said|under|over|against|between|into|about|up|off|out"
    r"|his|her|he|she|it|they|issues?|statements?|no)\b)[^\s,.;:()“”\"]{1,28}"
)
_PHRASE = lazy(
    r"(?P<lead>(?:(?:a total of|the|an?(?! dozen)|their|its|another|also|as many as|at least|around|some"
    r"|over|more than|about|nearly|a separate|separate|with [A-Z]\w+) ){0,3})"
    rf"(?P<whole>(?:a dozen )?(?:{_MODIFIER} ){{0,7}}?(?P<noun>{_NOUN})(?:(?:/| and (?:\w+ )?)(?:{_NOUN}))?)"
    r"(?![\w-])(?!['’]s? )",
    re.IGNORECASE,
)
_LEADING = lazy(
    r"\s*(?:(?:At|In|On|During|After|Following|As|Later|Earlier|Besides|Apart|Also|Separately|With|To)\b"
    r"[^,]{0,140},\s*|and\s+|,\s*|\s)"
)
_TAIL = lazy(r" (?:on|for|to|of|regarding|covering|establishing|about|in the fields? of|concerning)\b")
_TAIL_WORDS = 22
"""Of what a paper is about: the longest official titles have some twenty words."""
_ABOUT_WORDS = 9
_ASIDE = lazy(r"(?:between|with|by|worth|covering|including|among|spanning|across|in)\b")
_MANY = lazy(
    r"(?:[0-9]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
    r"|thirty|forty|several|many|various|dozens|a dozen)\b)",
    re.IGNORECASE,
)
_DEFINITE = lazy(r"\b(?:the|its|their)\b", re.IGNORECASE)
_VAGUE = words(
    """
    agreement agreements accord accords pact pacts treaty treaties protocol protocols document documents
    contract contracts deal deals convention instrument framework frameworks
    """
)
_TELLING = lazy(r"joint|declaration|communiqu|final|roadmap|action plan|plan of action|trade|partnership")
_JOINT = lazy(r",? (?:and|as well as|along with|plus|in addition to) |, ")
_BEFORE_ANOTHER = lazy(r",| (?:and|as well as|along with|plus) (?=an? |[0-9]|two |three |several |the )")
TITLED = lazy(
    rf"(?P<paper>(?-i:(?:[A-Z][\w’'-]+ ){{0,3}})\b{_NOUN})"
    r",? ?(?:titled|entitled|called|dubbed|named|headed|headlined|under the title|with the title)?"
    r" ?(?:the )?[“\"](?P<title>[^“”\"]{3,160})[”\"]",
    re.IGNORECASE,
)


def papers_at(sentence: Sentence, start: int) -> Iterator[Span]:
    """The papers that are the object of the verb before `start`, without articles; none where it is no paper.

    "A declaration on water and 15 agreements" are two.
    """
    match = _PHRASE.match(sentence.text, start)
    while match is not None and _is_paper(match):
        span = _with_tail(sentence, match)
        yield span
        joint = _JOINT.match(sentence.text, span.end)
        match = _PHRASE.match(sentence.text, joint.end()) if joint else None


def paper_before(clause: Clause) -> Span | None:
    """The paper that is the clause's subject, with what it is about."""
    text, start, end = " " * clause.start + clause.subject, clause.start, clause.end
    while (leading := _LEADING.match(text, start)) is not None:
        start = leading.end()
    match = _PHRASE.match(text, start)
    if match is None or not _is_paper(match):
        return None
    rest = text[match.end() : end].strip(" ,")
    if _TAIL.match(text, match.end()) and len(rest.split()) <= _TAIL_WORDS and not _is_counted(match):
        return Span(start=match.start("whole"), end=match.end() + len(text[match.end() : end].rstrip(" ,")))
    if rest and not _ASIDE.match(rest) and not _TAIL.match(text, match.end()):
        return None
    return Span(start=match.start("whole"), end=match.end("whole"))


def _is_paper(match: re.Match[str]) -> bool:
    """A bare "the agreement" or "a document" is spoken of, and not what came of the talks."""
    whole = match["whole"].lower()
    if whole in _VAGUE and not _TAIL.match(match.string, match.end()):
        return False
    named = match["noun"][0].isupper() or _MANY.match(whole) or _TELLING.search(whole)
    return _DEFINITE.search(match["lead"]) is None or (" " in whole and bool(named))


def _is_counted(match: re.Match[str]) -> bool:
    return _MANY.match(match["whole"]) is not None or match["noun"].lower().endswith(("s", "memoranda"))


def _with_tail(sentence: Sentence, match: re.Match[str]) -> Span:
    """With "on defence production" after a single paper; what many are about would be a list."""
    start, end = match.start("whole"), match.end("whole")
    if _TAIL.match(sentence.text, match.end()) and not _is_counted(match):
        last = object_end(sentence, match.end())
        about = _BEFORE_ANOTHER.split(sentence.text[match.end() : last])[0].rstrip()
        end = max(end, shortened(sentence.text, match.end(), match.end() + len(about), _ABOUT_WORDS))
    return Span(start=start, end=end)
