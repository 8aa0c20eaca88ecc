"""Words in front of a summit's noun: which fit any summit, which name one, which are no part of it."""

from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words as listed

WORD = lazy(r"[^\W_][\w.’']*")

ALWAYS_FIT = listed(
    """
    own annual next last previous earlier prior past upcoming forthcoming coming planned proposed scheduled
    expected bilateral leaders leader heads level high top first second third two three one day face
    to-face day-long historic key crucial landmark important major regular yearly this year month week
    years months formal joint delayed postponed cancelled canceled long-awaited awaited highly
    anticipated much state government official new latest recent rescheduled most virtual summit stakes
    profile inaugural apex president presidents prime minister ministers pm premier chancellor mr ms
    strategic trilateral quadrilateral full-fledged possible potential eventual fresh emergency
    extraordinary special informal in-person online two-day three-day one-day day-long later earlier
    weekend monday tuesday wednesday thursday friday saturday sunday ordinary plenary full successful
    second-ever first-ever regular separate league forum union alliance organisation organization
    community bloc grouping council association group second-ever first-ever ever much-anticipated
    high-stakes high-profile high-level four-day such mid-year back-to-back spring autumn winter summer
    three-way four-way two-way way mid
    authority five-day week-long ad-hoc in-person ever-first session meeting economic
    """
)
"""Words before the noun that say nothing of whose event it is."""
DETERMINERS = listed("the a an their its his her this that these those both our another any no")
ADJECTIVE = lazy(r"\w+(?:ed|ing|al|ic|ive|ous|ful|ant|ent|ly|est)$")
TOPICAL = listed(
    "ministerial global regional digital industrial financial environmental academic economic nuclear"
    " medical educational agricultural commercial international political social cultural parliamentary"
    " educational logistic judicial"
)
"""Of another kind of event, though they end as empty adjectives do."""
STOPS = listed(
    "host hosts hosting hosted hold holds holding held attend attends attending attended visit visits"
    " visited visiting after before during for of at in on to with and or as from by between ahead amid"
    " since following until till said says is are was were be been will would has have had plans plan"
    " skip skips cancel cancels postpone postpones announce announces join joins address addresses into"
    " over about against despite that which who when where while but if than via per near call calls"
    " calling making leading heading during inside outside including denied confirmed announced attended"
    " joined addressed discussed not open opens opened opening start starts begin begins kick agree"
    " agreed agrees prepare prepares preparing prepared seek seeks set sets eye eyes want wants discuss"
    " discusses conclude concludes concluded wrap wraps end ends ended back backs hail hails praise"
    " praises under through per upon without within across beyond get gets got meet meets met use uses"
    " used see sees saw arrive arrives arrived propose proposes offer offers offered delay delays"
    " expects expect expecting welcome welcomes welcomed organise organised organize organized convene"
    " convened convenes chair chaired chairs stage stages staged boycott boycotts boycotted miss missed"
    " misses finalise finalised discussing attending hailed called because so yet then off up out down"
    " billed shift shifts move moves push pushes brings brave braves rescue"
)
_ORDINAL = lazy(
    r"[0-9]{1,3}(?:st|nd|rd|th)?$|(?:19|20)[0-9]{2}$|twenty|thirty|forty|fifty|(?:four|fif|six|seven|eigh|nin"
    r"|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)th$"
)
_MONTH = lazy(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$")


def plain(word: str) -> str:
    """In lower case, without a possessive ending."""
    return word.lower().removesuffix("'s").removesuffix("’s").strip("'’.")


def fits(word: str) -> bool:
    """May the word stand in the name of any event: annual, next, 23rd, President?"""
    return word in ALWAYS_FIT or _ORDINAL.match(word) is not None or _MONTH.match(word) is not None


def telling_words(name: str) -> frozenset[str]:
    """The words of a series' name that tell it from others: "asean"."""
    return frozenset(
        bare for w in WORD.findall(name) if not fits(bare := plain(w)) and bare not in DETERMINERS
    )
