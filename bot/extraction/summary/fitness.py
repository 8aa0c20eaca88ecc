"""What a sentence is worth in a summary, by itself."""

from enum import IntEnum

from bot.extraction.lazily import lazy


class Fitness(IntEnum):
    """The higher, the sooner shown."""

    UNFIT = 0  # a question, a caption's fragment, the publisher's own announcement: never shown
    POOR = 1  # shown where there is nothing better: very long, without its end, a caption, told by an "I"
    GOOD = 2


_LONG = 400
"""Characters. Two such sentences would fill an alert."""
_ENDLESS = 1_500
"""Characters: a table or a list. No message takes it."""
_SHORT = 25
_FEWEST_WORDS = 5
_SURELY_WHOLE = 8

_ANNOUNCEMENT = lazy(
    r"also read|read (?:also|more|the full)|see also|see more|watch(?: live)?:|click (?:on|here)|subscribe\b"
    r"|sign (?:up|in)\b|log in\b|follow us|share this|download the|advertisement|photos?(?: credit)?:"
    r"|videos?:|images?(?: credit)?:|pictures?:|related:|more:|listen:|gallery:|file (?:photo|picture|image)"
    r"|representational image|source:|with inputs? from|with agency inputs|editing by|reporting by"
    r"|additional reporting|written by|compiled by|translated by|all rights reserved|copyright (?:©|\(|\d)|©"
    r"|join our|latest news|catch all|stay tuned|disclaimer|editor['’]s note|correction:|note:|please\b"
    r"|sorry,|re-?enter|enter your|like us|email newsletters?|embed ?>|published by|posted(?: by|:)"
    r"|updated(?: on|:)|published(?: on|:)|last (?:updated|modified)|trending|recommended"
    r"|most (?:read|popular)|tags?:|topics?:|(?:image|photo|picture|slide) \d+ of\b"
    r"|more (?:on|from) this|this (?:article|story|post) (?:was|has been|is|originally|first)\b"
    r"|\(?this (?:story|article) |story continues|here(?:['’]s| is| are) (?:what|how|why|everything|a look)"
    r"|what (?:we know|to know|you need)|get (?:the|our|all) |by \w+ \w+,? (?:staff|reporter)"
    r"|\d{1,2}:\d\d[ :]"
)
"""How the publisher's own words begin, in lower case."""
_CHROME = lazy(
    r"\b(?:our (?:\w+ ){0,3}(?:newsletters?|app|pages?|channel|website|subscribers|facebook|twitter)"
    r"|(?:whatsapp|telegram|youtube) channel|terms of (?:use|service)|privacy policy|cookie policy"
    r"|(?:use|accept|our) cookies|subscribe (?:to|now)|subscription service|click (?:on|here|the)|read more"
    r"|getty images|\(photo\b|syndicated feed|your (?:account|browser|inbox|email|subscription|zip ?code)"
    r"|sign(?:ing)? up|verification (?:message|e-?mail|link)"
    r"|please (?:check|enter|visit|contact|see|use|note)|to join the conversation|facebook page"
    r"|anyone with information|with any information|crime stoppers"
    r"|back to gallery|digital access|to continue reading|(?:digital|print|current) subscribers?"
    r"|any newsletters?|e-edition"
    r"|reports? live\b"
    r"|has (?:the|more|details|this)\b[^,;]{0,20}(?:story|details|report)\.|has more\.$"
    r"|(?:posted|updated|published|modified)(?: on| at)?: ?\w)"
)
"""What only they say, anywhere in a sentence."""
_PICTURE = r"(?:photo|photograph|image|screen ?shot|picture)"
_CAPTION = lazy(
    rf"^(?:an?|the|this) (?:\w+ ){{0,3}}{_PICTURE}\b"
    r"|\b(?:(?:is|are) (?:pictured\b|seen (?:in|at|on|here|during|with|near|outside|inside)\b)"
    r"|pictured (?:here|above|below|in)\b|(?:seen|shown) (?:here|above|below|in this)\b"
    rf"|in this (?:\w+ ){{0,3}}(?:{_PICTURE}|frame)\b|file photo"
    rf"|{_PICTURE} (?:shows?|taken|provided|released)\b|above \(|left to right)"
    r"|\((?:left|right|l|r|c|centre|center|from left|file)\)|\[[^\]]{2,40}\]$|/(?:afp|ap|reuters|epa|getty)\b"
)
"""What belongs to a picture, in lower case."""
_POSED = lazy(
    r"\b(?:speaks?|gestures?|poses?|walks?|waves?|shakes? hands|looks? on|addresse?s?|attends?|arrives?"
    r"|listens?|greets?|stands?|sits?|gather|carry|investigate|watch|reacts?|welcomes?)\b"
    r".{0,200}[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.?\W*$"
)
"""What agencies write under pictures: the present tense, then a full date at the very end."""
_VERB = lazy(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did"
    r"|said|says|told|took|came|went|met|held|spoke|broke|struck|won|lost|left|made|gave|fell|rose|flew|died"
    r"|wrote|led|ran|sat|saw|paid|hit|began|became|got|sent|spent|shot|grew|drew|cut|put|set|stood"
    r"|thought|brought|bought|sought|kept|found|let|read|to (?:visit|meet|hold|host|sign|discuss|attend"
    r"|travel)|\w{2,}ed)\b|\b[A-Z]\w+ [a-z]{2,}(?:es|s)\b|\w['’](?:s|re|ve|ll)\s"
)
_FIRST_PERSON = lazy(r"(?:I|My|We|Our|You|Your|I['’]\w+|We['’]\w+|You['’]\w+)\b")


def judge(text: str, *, only: bool = False) -> Fitness:
    """Of one sentence; `only` where it is all that the body has: decks of feeds have no full stop."""
    if not _SHORT <= len(text) <= _ENDLESS:
        return Fitness.UNFIT
    length = len(text.split(None, _SURELY_WHOLE))
    bare = text.rstrip("\"”’') ")
    if length < _FEWEST_WORDS or bare.endswith(("?", ":", ",", ";", "Pause")):
        return Fitness.UNFIT
    # Verbs in the present are not told from plurals here: a long sentence with its full stop has one.
    ended = bare.endswith((".", "!", "…"))
    whole = length >= _SURELY_WHOLE and (ended or only)
    if not (whole or _VERB.search(text)) or _begins_inside(text) or text.isupper():
        return Fitness.UNFIT
    lower = text.lower()
    if _ANNOUNCEMENT.match(lower) or _CHROME.search(lower):
        return Fitness.UNFIT
    return Fitness.GOOD if ended and not _blemished(text, bare, lower) else Fitness.POOR


def _begins_inside(text: str) -> bool:
    """It opens in lower case or with what closes: the rest of something. iPhones and eBay begin sentences."""
    first = text[0]
    return first in ")]}.,;:…”’" or (first.islower() and text[1:2].islower())


def _blemished(text: str, bare: str, lower: str) -> bool:
    return (
        len(text) > _LONG
        or bare.endswith(("…", "..."))
        or _FIRST_PERSON.match(text) is not None
        or _CAPTION.search(lower) is not None
        or _POSED.search(text) is not None
    )
