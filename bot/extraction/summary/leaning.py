"""What a sentence needs before it to be understood.

Two strengths. A sentence that leans (He, This, However) makes sense only straight after the one before it. A
loose one names its thing as if it were known ("the attack", "Mr Okello said"): it needs any earlier sentence,
or the title, that names it.
"""

from dataclasses import dataclass

from bot.extraction.lazily import lazy
from bot.extraction.summary.contents import stem
from bot.extraction.wordlists import words

_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SUBJECT = r"(?:he|she|it|they)"
_BACK = r"(?:this|that|these|those|such|them|him|it|both|here|there|the (?:same|two|latter|former|pair|duo))"
_BACKWARD = lazy(
    r"[\"“‘'(]*(?:"
    r"(?:He|She|It|They|We|That|These|Those|His|Her|Its|Their|Such|Here|However|But|And|Or|Yet|Also|Then"
    rf"|This(?! (?:year|month|week|summer|winter|spring|autumn|{_DAYS})\b)|Both(?! (?:the )?[A-Z])|Thus"
    rf"|(?:Later|Earlier)(?! (?:this|next|last|in|on|today|{_DAYS})\b)|So(?! far\b)"
    r"|Hence|Moreover|Furthermore|Meanwhile|Nevertheless|Nonetheless|Therefore|Instead|Still|Besides"
    r"|Otherwise|Additionally|Similarly|Likewise|Consequently|Accordingly|Afterwards?|Separately|Elsewhere"
    r"|Others?|Conversely|Indeed|Nor|Rather|Too|Once there|In (?:particular|detail)"
    r"|Because of (?:this|that)|In (?:addition|turn|contrast|response|all|return|a separate|another|other)"
    r"|By (?:contrast|then|comparison)|As (?:a result|such|well)|On the (?:other hand|contrary|same day)"
    r"|For (?:example|instance|(?:his|her|its|their) part)|At the (?:same )?time|That(?:['’]s| is)"
    r"|After (?:that|this|which)|Since then|Among (?:them|these|those|other)|Like (?:him|her|them|it)"
    r"|The (?:former|latter|pair|duo|trio|others?|same|remaining|rest)"
    r"|The (?:two|three|four)(?! (?:[\w'’-]+ ){1,3}(?:of|who|that|accused|charged|convicted|named|killed"
    r"|wanted|between|from|in|at|on)\b)"
    r"|A (?:further|similar|separate)"
    r"|(?:One|Two|Three|Four|Five|Some|Many|Most|All|None|Half|Several|Each|Either|Neither|Any|Part|Much)"
    r" of (?:them|these|those|whom|its|his|her|their)"
    r"|(?:When|While|As|If|After|Before|Although|Though|Until|Once|Since|Because|Where)"
    rf" (?:{_SUBJECT}|{_BACK})"
    r"|(?:In|At|On|With|By|During|For|Under|From|Despite|Following|To|Of|Through|Besides|Against|Within)"
    rf" {_BACK}"
    rf"|(?:(?:On|In|At|By|Last|This|Next|Earlier|Later|Yesterday|Today|Now|Just|{_DAYS}|night|week|weekend"
    r"|month|year|years|months|days|ago|morning|afternoon|evening|the|a|few|[A-Z][a-z]{2,8} \d{1,2}|\d{1,4})"
    rf",? ){{1,5}}{_SUBJECT}"
    r")(?![\w-])|There(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|should"
    r"|remains?|seems?|appears?|exists?)\b)(?!\w))"
)
_COUNTING_ON = lazy(
    r"(?:Another|(?:One|Two|Three|Four|Five|Six|\d+|Some|Several|Many) (?:others?|more))(?![\w-])"
)
"""More of what was told, unless nothing was told yet: then it is news, "Two more towns have fallen"."""
_CATAPHORA = lazy(
    r"(?:When|While|As|If|After|Before|Although|Though|Until|Once|Since)"
    rf" {_SUBJECT}\b[^,]{{1,80}}, (?:[A-Z]|the [A-Z])"
)
"""The name follows: "When he lands in Harare, President Moyo will"."""
_SPOKEN = lazy(r"[,”\"] ?(?:he|she|it|they) (?:said|says|added|told|noted|wrote|explained)\b")
_SAYS = lazy(r"\b[A-Z][\w’'-]{1,30} (?:also )?(?:said|says|told|added|announced|warned|tweeted|wrote)\b")
"""Somebody with a name who speaks in the same sentence: then the "he said" after it is no riddle."""
_QUOTE_ALONE = lazy(r"[\"“][^\"“”]*[\"”]$")

_DEFINITE = lazy(
    r"(?:The|(?:One|Two|Three|Four|Some|Many|Most|All|None|Several|Each) of the) ((?:[\w'’.-]+ ){1,5})"
)
_TURNS = words(
    "was were is are has have had will would said says told came could can may might must should also does"
    " did do who which that of for in on at to from with by between against named where whose about under"
    " over after before during near into as and or took made went held began became left met gave not being"
)
_IDENTIFYING = words("of for in on at to from with by between against that who which whose where near about")
"""After the noun these tell which one is meant: the bridge over the river, the man who sold it."""
_SELF_EVIDENT = words(
    "government police army military public world weather economy authorities parliament opposition"
    " president cabinet sun moon internet president's first last most biggest largest highest latest"
)
"""What readers can place without being told, or the word itself places."""

_MENTIONS = 50
"""Bare mentions of a name, after which it is taken as known."""
_NAMED = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? )?([A-Z][\w-]{2,24})"
_OPENING_NAME = lazy(rf"{_NAMED}(?:['’]s?)?(?:, | (?=[a-z]))")
_SPEAKER = lazy(
    rf"[a-z”\",] ?{_NAMED} (?:said|says|told|added|noted|explained|wrote|tweeted)\b"
    rf"|\bsaid {_NAMED}(?=[.,]|$| [a-z])"
)
_NO_NAMES = words(
    "The A An In On At By For From With After Before During Since Until As If When While Although Despite"
    " According Under Over Between Among Both Some Many Most Several All Each Every No One Two Three Four"
    " Five Six Seven Eight Nine Ten Police Officials Authorities Government President Minister Ministry"
    " Court Council City State County Congress Senate Parliament House Officers Prosecutors Investigators"
    " Detectives Lawmakers Leaders Experts Analysts Critics Talks People Sources Residents Witnesses"
    " Protesters Troops Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March"
    " April May June July August September October November December Last This That What Who How Why Where"
    " More Only Even"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a loose sentence takes as known."""

    things: frozenset[str] = frozenset()
    """Stems: any of them, told before, makes it clear."""
    names: tuple[str, ...] = ()
    """Bare surnames, as they stand: each needs its full name where the text has it earlier."""


def leans(text: str, *, first: bool = False) -> bool:
    """It makes sense only after the sentence before it; `first` where it has none. Linear."""
    if _QUOTE_ALONE.match(text) or closes_quote(text) or (not first and _COUNTING_ON.match(text)):
        return True
    if _SPOKEN.search(text) and not _SAYS.search(text):
        return True
    return _BACKWARD.match(text) is not None and _CATAPHORA.match(text) is None


def needs(text: str) -> Needs:
    names = dict.fromkeys(
        name
        for found in (_OPENING_NAME.match(text), *_SPEAKER.finditer(text))
        if found
        for name in found.groups()
        if name and name not in _NO_NAMES
    )
    return Needs(things=_taken_as_known(text), names=tuple(names))


def opens_quote(text: str) -> bool:
    """A quotation begins and does not end in it."""
    return _unclosed(text) > 0


def closes_quote(text: str) -> bool:
    """It ends a quotation that began before."""
    return _unclosed(text) < 0


def introduced(name: str, text: str, end: int) -> int | None:
    """Where `text[:end]` first has `name` after a word with a capital, "Amara Okello"; None where nowhere."""
    at = text.find(name, 0, end)
    for _ in range(_MENTIONS):
        if at <= 0:
            break
        before = text[max(at - 30, 0) : at - 1].rsplit(None, 1)[-1:] if text[at - 1] == " " else []
        if before and before[0][0].isupper() and before[0] not in _NO_NAMES and before[0][-1] not in ",:;":
            return at
        at = text.find(name, at + 1, end)
    return None


def _unclosed(text: str) -> int:
    curly = text.count("“") - text.count("”")
    if curly or text.count('"') % 2 == 0:
        return curly
    # Of straight marks an odd number: one that stands before a space or the end closes.
    first = text.index('"')
    return -1 if text[first + 1 : first + 2] in {"", " ", ",", "."} else 1


def _taken_as_known(text: str) -> frozenset[str]:
    """Stems of "The injured minister"; none where the words themselves say which one is meant."""
    found = _DEFINITE.match(text)
    if found is None:
        return frozenset()
    things: list[str] = []
    for word in found[1].split():
        if word in _TURNS or (things and word.endswith("ed")):
            if word in _IDENTIFYING:
                return frozenset()
            break
        if word[0].isupper() or word in _SELF_EVIDENT:
            return frozenset()
        things.append(word)
    return frozenset(map(stem, things))
