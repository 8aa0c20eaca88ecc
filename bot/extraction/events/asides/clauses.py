"""The clause of a verb: where its subject begins, how its auxiliaries put it, where its object ends.

Places are offsets into the sentence's text.
"""

from dataclasses import dataclass

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.wordlists import words

REFUSED = words(
    """
    not never can should may might could must almost nearly refused refuses refusing declined declines failed
    fails wants want wanted hopes hope hoped hoping seeks seek sought wishes wish ready willing keen reluctant
    unwilling able unable
    """
)
"""With one of these before it, a verb tells of nothing that happens."""
FUTURE = words(
    "will would shall ll set due scheduled slated planned poised going plans planning intends intend"
)
EXPECTED = words("likely expected anticipated tipped")
BE = frozenset({"was", "were", "been", "be", "being", "is", "are"})
_ADVERBS = words(
    """
    again all also already almost both briefly comprehensively extensively finally formally further high
    instead jointly largely later mainly meanwhile mostly mutually officially primarily prominently recently
    reportedly separately specially specifically subsequently successfully then thoroughly together widely
    """
)
_AUXILIARIES = REFUSED | FUTURE | EXPECTED | BE | _ADVERBS | words("has have had to do does did")

_PUNCTUATION = r";|:|\?|!|“|”|\"|\[|\]|—|…|--| [–-] |\((?![A-Z][\w&.-]{1,11}\))|\)(?<![A-Z0-9]\))"
"""Brackets are those of a remark, and not of an acronym: "the African Union (AU)"."""
_RELATIVE = lazy(r", (?:who|which|whose|where) [^,;:]{1,120},")
_BREAK = lazy(
    rf"{_PUNCTUATION}"
    r"| (?:sa(?:id|ys)|added|adding|saying|that|where|when|whereas|while|because|after|before|since|if"
    r"|whether|although|though|but|who|which|whose|(?<!such )(?<!as well )as(?! well)|so(?! far))\b"
    r"(?: on [A-Z][a-z]{2,8}day\b)?"
)
"""All of it begins with a sign or a space: five times as fast to search for."""
_REACH = 300
"""Characters before a verb in which its subject is looked for: two offices with names take 200."""
_AUXILIARY_REACH = 90
_OBJECT_REACH = 500
"""Characters of an object: ten items of eight words."""
_WORD = lazy(r"[^\W_][\w’']*")
_SPACED = lazy(r"\S+")

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WHEN = (
    rf"(?:(?:early|late|earlier|later) )?(?:on |last |next |this |from |in (?:early |late |mid-?)?)?{_DAY}"
    rf"|(?:on|last|next|this|from|in|by|until|since|early|late|mid)(?: early| late| mid)?[ -]{MONTH}"
    rf"|(?:on )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?:[-–][0-9]{{1,2}})? {MONTH}"
    r"|(?:earlier |later )?(?:this|last|next) (?:week|month|year|weekend|summer|autumn|winter|spring|morning"
    r"|evening|afternoon)|today|tomorrow|yesterday|in (?:19|20)[0-9]{2}"
)
_STOPS = (
    rf"(?:{WHEN}"
    r"|which|who|whom|whose|where|when|while|(?<!such )(?<!well )as(?! well)|before|after|during"
    r"|amid|amidst|following|said|says|according|but|because|since|so that|in order|via|alongside"
    r"|(?:at|on) the (?:sidelines|margins|fringes|eve|occasion|phone)"
    r"|at (?:the|a|an|his|her|their|its|talks|this)|(?:by|over the) (?:tele)?phone"
    r"|in a (?:(?:tele)?phone|video)|over (?:lunch|dinner|breakfast)|ahead of|upon (?:his|her|their)"
    r"|for the first time|behind closed doors|in (?:talks|person|detail|depth|the presence|the framework"
    r"|private|separate|(?:the )?light of|view of)|in addition to|apart from"
    r"|with (?:his|her|their|[A-Z][\w.]* counterpart|visiting|the visiting|officials|[A-Z][a-z]+ officials)"
    r"|sometime|soon|shortly|should|must|might|cannot|continued?|continues|resumed?|stalled|began|ended"
    r"|collapsed|(?:set|due|scheduled|slated|planned) (?:for|to|on|in|at)|remains?|took place|besides|are|is"
    r"|was|were|has|have|had|will|would|could|can|he|she|they|it|hanging over"
    r"|among others?|and other (?:issues|matters|topics|things|subjects)|and more|etc"
    r"|and (?:many|some|several|most)? ?(?:also )?(?:signed|agreed|said|told|expressed|witnessed|noted"
    r"|reaffirmed|stressed|underlined|underscored|emphasi[sz]ed|highlighted|reiterated|discussed|pledged"
    r"|vowed|urged|welcomed|condemned|announced|launched|adopted|issued|decided|visited|attended|called"
    r"|reviewed|exchanged|explored|inked|conveyed|thanked|invited"
    r"|held|met|sign|hold|meet|attend|address|visit|discuss|exchange|explore|review|oversee|witness"
    r"|inaugurate|agree|issue|strengthen|boost|deepen|promote|enhance|seek|find|prepare|coordinate|push"
    r"|press|then|later|how|to)"
    r")\b"
)
_STOP = lazy(rf"{_PUNCTUATION}|\.\.|\.['’]?$|, {_STOPS}| {_STOPS}")
_WITH_A_NAME = lazy(
    r" with (?:(?:the|President|Prime Minister|PM|Premier|Chancellor|Foreign Minister) ){0,2}$"
)
_RELATIONAL = lazy(
    r"\b(?:ties|relations(?:hip)?|cooperation|collaboration|deals?|agreements?|pacts?|trade|talks"
    r"|negotiations|wars?|conflicts?|tensions|partnership|border|dialogue|engagement|dispute|links|alliance"
    r"|treaty|prisoner swap|exchanges?|reconciliation|peace|truce|ceasefire|coordination)$"
)
_TAKES_A_PLACE = lazy(
    r"\b(?:situation|war|conflict|crisis|fighting|violence|ceasefire|truce|peace|tensions|developments?"
    r"|unrest|stability|security|events|operations?|attacks?|reconstruction|coup|elections?|investments?"
    r"|projects?|presence|embassy|aid|consulate|hostages|escalation|famine|offensive|transition|plants?"
    r"|humanitarian \w+) (?:in|at)$"
)
_PREPOSITION_AT_END = lazy(r" (?:in|at|with)(?: [\w ]{0,40})?$")
_CUT = lazy(
    r",| (?:in|on|at|for|of|from|by|to|with|between|under|through|towards?|within|across|against|into|and|as"
    r"|that) "
)
_BEFORE_A_NOUN = words(
    "a an the under for of in its their his her this that any no more with on at from by renewed main"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What stands before a verb."""

    sentence: Sentence
    verb: int
    start: int
    """Of the subject."""
    end: int
    """Where the auxiliaries begin, and the subject ends."""
    subject: str
    """From `start` to `end`, with spaces in place of relative clauses."""
    auxiliaries: frozenset[str]

    @property
    def is_passive(self) -> bool:
        """Of a participle: "was signed", "have been issued", and not "is to sign"."""
        return "to" not in self.auxiliaries and bool(self.auxiliaries & BE)


def clause_before(sentence: Sentence, verb: int) -> Clause:
    """The subject and the auxiliaries of the verb that stands at `verb`."""
    floor = max(0, verb - _REACH)
    before = sentence.text[floor:verb]
    if ", wh" in before:
        before = _RELATIVE.sub(lambda match: " " * len(match[0]), before)
    found, end = _auxiliaries(before)
    start = 0
    for match in _BREAK.finditer(f" {before[:end]}"):
        after = match.end() - 1
        if before[after:end].strip(" ,"):
            start = after
    return Clause(
        sentence=sentence,
        verb=verb,
        start=floor + start,
        end=floor + end,
        subject=before[start:end],
        auxiliaries=found,
    )


def _auxiliaries(before: str) -> tuple[frozenset[str], int]:
    """Those that end `before`, in lower case, and where they begin."""
    end = len(before)
    found: set[str] = set()
    for match in reversed(list(_WORD.finditer(before, max(0, end - _AUXILIARY_REACH)))):
        word = "not" if match[0].endswith(("n't", "n’t")) else match[0].lower()
        if match[0] == "May" or word not in _AUXILIARIES or before[match.end() : end].strip(" ,"):
            break
        found.add(word)
        end = match.start()
    return frozenset(found), end


def is_noun(text: str, start: int) -> bool:
    """Is the word at `start` no verb there: "under review", "the focus on", "the approved treaty"?"""
    return text[:start].rstrip().rpartition(" ")[2].lower() in _BEFORE_A_NOUN


def object_end(sentence: Sentence, start: int) -> int:
    """Where the object that begins at `start` ends: before a relative clause, a day, another verb."""
    text = sentence.text
    reach = min(start + _OBJECT_REACH, len(text))
    stop = _STOP.search(text, start, reach)
    end = stop.start() if stop else reach
    for named in sentence.named:
        at = named.span.start - sentence.span.start
        if start < at < end and _ends_before(text, start, at, named.entity.kind):
            end = _before_preposition(text, start, text.rindex(" ", start, at))
    return end


def _ends_before(text: str, start: int, at: int, kind: EntityKind) -> bool:
    """Is the name no part of the object: "in Tokyo", "with President Garnier"?"""
    before = text[max(start, at - 80) : at]
    if kind is EntityKind.CITY:
        return before.endswith((" in ", " at ")) and not _TAKES_A_PLACE.search(before.rstrip())
    match = _WITH_A_NAME.search(before)
    return match is not None and (
        kind is EntityKind.PERSON or not _RELATIONAL.search(before[: match.start()])
    )


def _before_preposition(text: str, start: int, end: int) -> int:
    """Without "with President" or "in", which led to a name that is no part of the object."""
    match = _PREPOSITION_AT_END.search(text[start:end])
    return start + match.start() if match else end


def shortened(text: str, start: int, end: int, most: int) -> int:
    """Where the stretch ends when it has at most so many words and is cut before a preposition."""
    found = list(_SPACED.finditer(text, start, end)) if text.count(" ", start, end) >= most else []
    if len(found) <= most:
        return end
    cuts = [match.start() for match in _CUT.finditer(text, found[0].end(), found[most].start())]
    return cuts[-1] if cuts else start
