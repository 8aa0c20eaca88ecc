"""On which side of the reference the words around a date speak."""

import re

from bot.extraction.dates.days import Direction

_REACH = 160
"""Characters looked at to each side: a long clause. It bounds the work for each date."""

_EVENT_VERBS = (
    "be|have|meet|visit|travel|attend|hold|host|discuss|take|begin|start|open|arrive|sign|go|gather|convene"
    "|resume|run|address|join|receive|welcome|fly|head|kick|vote|expire|end|return|launch|review|deliver"
    "|finish|unveil|announce"
)
_CUES = re.compile(
    rf"""\b(?:
    (?P<future>
        (?:will|shall|would|must|should|could|might|(?-i:may)|won't|cannot|can)
          \s(?!have\s(?:been|\w+ed)\b)(?:not\s)?(?:be\s)?\w+
      | 'll | due | scheduled | slated | planned | expected | poised | likely | pencilled\sin
      | supposed | planning
      | (?:set|plans?|hopes?|ready|intends?|agreed|decided|vowed|pledged|promised|invited)\s(?:to|for)
      | going\sto | (?:is|are)\sto | upcoming | forthcoming | ahead\sof
      | gathers? | convenes? | resumes? | begins? | starts? | opens? | arrives? | kicks?\soff
      | takes?\splace | hosts | runs\sfrom
      | (?:leaves|travels|flies|departs|heads|proceeds|goes)\s(?:for|to|on)
      | effective | payable | (?<!not\s)(?<!n't\s)meets?
      | (?:postponed|delayed|deferred|extended|adjourned|moved|pushed|put)(?:\s\w+){{0,4}}?\s(?:to|until|till)
    )
  | (?P<purpose> to\s(?:{_EVENT_VERBS}) )
  | (?P<past>
        was | were | had | did | said | says | told | took | came | went | met | held | spoke | broke
      | struck | won | lost | left | made | brought | bought | sought | thought | fought | caught | taught
      | gave | fell | rose | flew | died | wrote | led | ran | sat | saw | paid | hit | began | became
      | got | sent | spent | shot | kept | slept | swept | felt | dealt | built | sold | stood | heard | found
      | grew | drew | cut | been | since | threw | knew | blew | chose | drove | rode | wore | swore | tore
      | bore | froze | shook | woke | fled | laid | lay | (?<!\bto\s)set\s(?!to\b|for\b)
      | (?-i:(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)  # "a planned visit" is no verb
        (?!hundred|indeed|need|speed|unspecified|undisclosed)[a-z]{{2,14}}ed)
    )
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.!?][\"”’')]?\s+(?=[\"“‘'A-Z])|\n"
)


def direction_at(text: str, at: int) -> Direction:
    """What the nearest verb before `at` in the sentence says, or without one the nearest after it."""
    before = _SENTENCE_END.split(text[max(0, at - _REACH) : at])[-1]
    left = _last_cue(before)
    if left is not Direction.UNKNOWN:
        return left
    after = _SENTENCE_END.split(text[at : at + _REACH], maxsplit=1)[0]
    return _first_cue(after)


def _last_cue(clause: str) -> Direction:
    direction = Direction.UNKNOWN
    for cue in _CUES.finditer(clause):
        if cue["future"]:
            direction = Direction.FUTURE
        elif cue["past"]:
            direction = Direction.PAST
        elif direction is Direction.UNKNOWN:
            direction = Direction.FUTURE  # "Garnier to visit"; but "flew to Tokyo to meet Mori" stays past
    return direction


def _first_cue(clause: str) -> Direction:
    cue = _CUES.search(clause)
    if cue is None:
        return Direction.UNKNOWN
    return Direction.PAST if cue["past"] else Direction.FUTURE
