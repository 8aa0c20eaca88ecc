"""Candidates: words that name an event of the right kind, with the parties and the strangers in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.events.sentences import Named, Sentence
from bot.extraction.facts import EventKind, EventOfInterest
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_NOUNS = {
    EventKind.SUMMIT: r"summit|annual (?:bilateral )?talks",
    EventKind.VISIT: r"visit",
    EventKind.MEETING: r"meeting|talks",
    EventKind.AGREEMENT: r"agreement|deal|treaty|pact|memorandum of understanding",
    EventKind.SANCTION: r"sanctions(?: package)?|package of sanctions",
}
_FOLLOWED = (
    r"(?! (?:preparations?|preparatory|declaration|venue|hall|hotel|city|host|agenda|documents?|statement"
    r"|invitation|dates?\b))"
)
_NOUN = {
    kind: re.compile(rf"(?<![\w])(?:{words})(?![\w])(?![’']s? \w){_FOLLOWED}", re.IGNORECASE)
    for kind, words in _NOUNS.items()
}

WORD = re.compile(r"[^\W_][\w.’']*")
_JOINTS = re.compile(r"[ \-–—/&]{0,3}")

_ALWAYS_FIT = listed(
    "annual next last previous earlier prior past upcoming forthcoming coming planned proposed scheduled"
    " expected bilateral leaders leader heads level high top first second third two three one day face"
    " to-face day-long historic key crucial landmark important major regular yearly this year month week"
    " years months formal joint delayed postponed cancelled canceled long-awaited awaited highly"
    " anticipated much state government official new latest recent rescheduled most virtual summit stakes"
    " profile inaugural apex president presidents prime minister ministers pm premier chancellor mr ms"
    " strategic"
)
"""Words before the noun that say nothing of whose event it is."""
_DETERMINERS = listed("the a an their its his her this that these those both our another")
_FOREIGN_ADJECTIVES = listed(
    "trilateral quadrilateral ministerial global regional digital industrial financial environmental"
    " academic economic nuclear medical educational agricultural commercial international"
)
"""Of another event, though they end as adjectives do."""
_ADJECTIVE = re.compile(r"\w+(?:ed|ing|al|ic|ive|ous|ful|ant|ent|ly|est)$")
_STOPS = listed(
    "host hosts hosting hosted hold holds holding held attend attends attending attended visit visits"
    " visited visiting after before during for of at in on to with and or as from by between ahead amid"
    " since following until till said says is are was were be been will would has have had plans plan"
    " skip cancel cancels postpone postpones announce announces join joins address addresses into over"
    " about against despite that which who when where while but if than via per near call calls calling"
    " making leading heading during inside outside including imposed adopted extended lifted eased"
    " renewed prolonged removed signed ratified concluded inked denied confirmed announced attended"
    " joined addressed discussed proposed-to not no any if"
)
_ORDINAL = re.compile(
    r"[0-9]{1,3}(?:st|nd|rd|th)?$|(?:19|20)[0-9]{2}$|twenty|thirty|forty|fifty|(?:four|fif|six|seven|eigh|nin"
    r"|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)th$"
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$")

_COMPLEMENT = re.compile(
    r" (?:meeting |talks )?(?P<with>between|with|of) (?P<who>[^,.;:()\n]{1,120}?)(?=[,.;:()]|$| (?:in|on|at"
    r"|for|this|next|last|later|early|late|scheduled|set|due|planned|will|would|is|are|was|were|has|have|had"
    r"|to|that|which|from|amid|as|said|after|before|ahead|took|takes|could|may|might|until|and (?:will|is"
    r"|was))\b)"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w.’']*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase before it is known whose event it names."""

    sentence: Sentence
    head: Span
    """From its first word to the noun: "the 14th annual Japan–France summit"."""
    end: int
    """Where its complement ends: after "between Mori and Garnier"; else the end of `head`."""
    named: frozenset[str]
    """The parties that the phrase itself names."""
    foreign: bool
    """Something in the phrase belongs to another event."""

    @property
    def words(self) -> str:
        """The head in lower case."""
        return self.sentence.cut(self.head.start, self.head.end).lower()


def candidates_in(sentence: Sentence, event: EventOfInterest) -> Iterator[Candidate]:
    """The phrases in `sentence` that name an event of the kind, whosever it is."""
    for match in _NOUN[event.kind].finditer(sentence.text):
        noun = Span(start=sentence.span.start + match.start(), end=sentence.span.start + match.end())
        head, words = _head(sentence, noun)
        complement = _COMPLEMENT.match(sentence.cut(noun.end, sentence.span.end))
        end = noun.end + complement.end("who") if complement else noun.end
        who = Span(start=noun.end + complement.start("who"), end=end) if complement else None
        yield Candidate(
            sentence=sentence,
            head=head,
            end=end,
            named=_parties_in(sentence, head, who, event),
            foreign=_foreign_head(sentence, head, words, event)
            or (who is not None and _foreign_complement(sentence, who, event)),
        )


def names_series(candidate: Candidate, event: EventOfInterest) -> bool:
    """Do all the telling words of the series' name stand in the phrase?"""
    series = {plain(w) for w in WORD.findall(event.series)} - _ALWAYS_FIT - _DETERMINERS
    return bool(series) and series <= {plain(w) for w in WORD.findall(candidate.words)}


def _head(sentence: Sentence, noun: Span) -> tuple[Span, list[Span]]:
    """The noun with the words that belong to it, and these words, read from right to left."""
    words: list[Span] = []
    start = noun.start
    passed_name = False
    for word in _words_before(sentence, noun.start):
        text = sentence.cut(word.start, word.end)
        bare = plain(text)
        if bare in _DETERMINERS:
            start = word.start
            break
        if bare in _STOPS or (passed_name and text.islower() and not fits(bare)):
            break
        start = word.start
        words.append(word)
        passed_name = passed_name or not text[0].islower()
    return Span(start=start, end=noun.end), words


def _words_before(sentence: Sentence, end: int) -> Iterator[Span]:
    """The words before `end` from right to left, as long as only spaces and dashes stand between them."""
    reach = max(sentence.span.start, end - 160)  # characters: the longest name of a summit we know has 90
    words = [
        Span(start=reach + m.start(), end=reach + m.end()) for m in WORD.finditer(sentence.cut(reach, end))
    ]
    for word in reversed(words):
        if not _JOINTS.fullmatch(sentence.cut(word.end, end)):
            return
        yield word
        end = word.start


def plain(word: str) -> str:
    """In lower case, without a possessive ending."""
    return word.lower().removesuffix("'s").removesuffix("’s").strip("'’.")


def fits(word: str) -> bool:
    """May the word stand in the name of any event: annual, next, 23rd, President?"""
    return word in _ALWAYS_FIT or _ORDINAL.match(word) is not None or _MONTH.match(word) is not None


def _parties_in(sentence: Sentence, head: Span, who: Span | None, event: EventOfInterest) -> frozenset[str]:
    named = sentence.within(head) + (sentence.within(who) if who else ())
    # A city before the noun says where it was ("the Moscow summit"), not who took part.
    speaking = (n for n in named if n.entity.kind is not EntityKind.CITY)
    return frozenset(party for n in speaking for party in n.stands_for if party in event.parties)


def _foreign_head(sentence: Sentence, head: Span, words: Sequence[Span], event: EventOfInterest) -> bool:
    named = sentence.within(head)
    if any(is_stranger(n, event) for n in named):
        return True
    series = {plain(word) for word in WORD.findall(event.series)}
    for word in words:
        text = sentence.cut(word.start, word.end)
        if any(n.span.start < word.end and word.start < n.span.end for n in named):
            continue
        trilateral = plain(text) == "trilateral" and len(event.parties) == 3
        if not (trilateral or plain(text) in series or _neutral(text)):
            return True
    return False


def _neutral(word: str) -> bool:
    bare = plain(word)
    if bare in _FOREIGN_ADJECTIVES:
        return False
    return fits(bare) or (word[0].islower() and _ADJECTIVE.match(bare) is not None)


def _foreign_complement(sentence: Sentence, who: Span, event: EventOfInterest) -> bool:
    """Is one of those that it is between (or with) no party? Names outside the lexicon are none."""
    start = who.start
    for part in re.split(r"(?<= )and |(?<= )& ", sentence.cut(who.start, who.end)):
        span = Span(start=start, end=start + len(part))
        start = span.end + len("and ")
        named = [n for n in sentence.named if n.span.start < span.end and span.start < n.span.end]
        if any(is_stranger(n, event) for n in named):
            return True
        if not named and any(not fits(plain(w)) for w in _CAPITALISED.findall(part)):
            return True
    return False


def is_stranger(named: Named, event: EventOfInterest) -> bool:
    """Is it neither a party nor of one?"""
    if named.entity.kind is EntityKind.TOPIC or named.entity.name.casefold() in event.series.casefold():
        return False
    return not named.stands_for & frozenset(event.parties)
