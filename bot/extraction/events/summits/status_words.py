"""Words that tell how it stands with a summit: after it, before it and inside its phrase."""

import re

from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words as listed

AFTER = lazy(
    r"""(?<![\w-])(?:
      (?P<expected> (?:is|are|was|were)\s(?:widely\s)?(?:expected|likely|tentatively) )
    | (?P<scheduled>
          (?:will|to|would)\s(?:also\s)?(?:be\s(?:held|hosted|convened|staged|organi[sz]ed)|take\splace
            |begin|open|start|convene|go\sahead|conclude|run|bring|gather)
        | scheduled | slated | fixed\sfor | (?:is|are)\s(?:set|due|planned|on\strack)
        | (?:set|due|planned)\s(?:for|to|in|on) | will\b(?!\snot\b) | opens | begins | starts
        | kicks\soff | takes\splace
        | gets\sunder\s?way | follows\b(?=\s(?:on|in|next|a)\b) | pencill?ed\sin
        | (?:is|are)\sto\s(?:be|take|open|run) )
    | (?P<cancelled> cancell?ed | called\soff | scrapped | shelved
        | (?:is|was)\soff\b(?!\s(?:to|the)) | axed | abandoned | ditched )
    | (?P<postponed> will\snot\s(?:now\s)?(?:take\splace|be\sheld)\s(?:before|until|till)
        | postponed | on\shold | adjourned | put\s(?:off|back) | deferred | delayed | pushed\sback
        | rescheduled
        | moved\sto )
    | (?P<held> (?<!be\s)held | was\s(?=in\b|on\b|at\b) | took\splace | concluded | ended | wrapped\sup
        | concludes | ends | (?:was|were|being)\s(?:hosted|convened) | is\sbeing\s(?:held|hosted)
        | wound\sup | (?:came|comes|drew|draws)\sto\s(?:a\sclose|an\send)
        | closed | lasted | adopted | agreed | approved | endorsed | issued | met\b | backed | broke\sup
        | produced | resulted | opened | began | started | kicked\soff
        | (?:got|is)\sunder\s?way | brought\stogether | gathered | rounded\soff )
    )\b""",
    re.VERBOSE,
)
"""Of what follows the phrase in lower case."""
_PLANS = (
    r"(?:will|to|set to|due to|would) (?:(?:also|jointly|next) )?(?:hold|host|attend|convene|co-host|open"
    r"|meet for|travel to|chair|stage|have|join|begin|start|close|gather for|play host to|take part in"
    r"|participate in|address|stage|co-chair|preside over|be the venue (?:of|for)"
    r"|welcome [\w ]{3,30} (?:to|for)|organi[sz]e|receive)"
)
BEFORE = lazy(
    "|".join(
        rf"(?P<{status}>\b(?:{verbs})(?!\w))"
        for status, verbs in {
            "cancelled": r"cancel(?:s|led|ed|ling|ing)?|call(?:s|ed)? off|scrap(?:s|ped)?",
            "postponed": r"push(?:es|ed|ing)? back|put(?:s|ting)? back|mov(?:es?|ed) back"
            r"|postpon(?:e|es|ed|ing)"
            r"|put(?:s)? off|defer(?:s|red)?|delay(?:s|ed)?"
            r"|reschedule(?:s|d)?",
            "expected": r"(?:expected|likely) to (?:hold|host|attend|convene|co-host|open|meet for|chair)",
            "scheduled": rf"{_PLANS}|preparations? [^.;]{{0,40}}?\bfor|gear(?:s|ing)? up for"
            r"|plays? host to|in the works|is hosting|are hosting|is convening|are convening|is holding"
            r"|are holding|(?<!find )(?<!no )(?<!seek )(?<!find a )(?<!agree on a )"
            r"(?:date|venue|place) (?:for|of)"
            r"|prepar(?:es?|ing|ed|atory step) (?:for|to (?:host|hold))|ahead of|in the run-up to|hosts",
            "held": r"(?<!be )(?<!to )held|hosted|attended|concluded|wrapped up|co-hosted|met for|convened"
            r"|(?<!to )(?:opened|began|closed|started|ended|kicked off)|addressed|chaired|co-chaired"
            r"|wrapping up|wound up|rounded off|saw|witnessed|staged|played host to|wrapping up"
            r"|presided over|took part in|participated in|ended up|closing|concluding|inaugurated"
            r"|emerged from|returned from|back from",
        }.items()
    )
)
"""Of what comes before the phrase in lower case."""
HEAD = lazy(r"\b(upcoming|forthcoming|coming|next|planned|scheduled)\b", re.IGNORECASE)
HEAD_CHANGED = lazy(
    r"\b(?:(?P<cancelled>cancell?ed|scrapped)|(?P<postponed>postponed|delayed|rescheduled))\b"
)
PRESENT = listed(
    """
    gather gathers meet meets convene convenes assemble assembles converge converges huddle huddles descend
    descends flock flocks welcome welcomes host hosts receive receives is are sit sits
    """
) | frozenset({"come together", "comes together", "sit down", "sits down"})
"""A bare present, which alone does not tell whether it is now or on the days named."""
AFTER_DOING = lazy(r"\b(?:after|by) $")
REJECTED = lazy(
    r"\b(?:dismiss|den(?:y|ie)|reject|brush|refut|scotch|quash|debunk|rubbish"
    r"|laugh)\w* (?:[\w’]+ ){0,9}?(?:reports?|rumou?rs?"
    r"|claims?|speculation|suggestions?|talk|stor(?:y|ies))\b[^.;:]{0,60}$"
    r"|(?<!not )\brul(?:e|es|ed|ing) out\b[^.,;:]{0,80}$",
    re.IGNORECASE,
)
SUPPOSED = lazy(r"(?:an?|any|no|their) |(?:the )?(?:possible|potential|proposed)\b", re.IGNORECASE)
AT = lazy(r"\b(?:at|during|after) $", re.IGNORECASE)
DONE = lazy(
    r"\b(?:(?:was|were|has been|have been) (?:signed|adopted|agreed|announced|concluded|launched|endorsed)"
    r"|(?<!to be )(?:signed|adopted|concluded|agreed|met|endorsed|launched|told|pledged|announced|unveiled"
    r"|said|vowed|approved|inked|discussed|reaffirmed|welcomed|held talks))\b"
)
NOT_YET = lazy(r"\b(?:will|would|to|could|may|might|expected|plans?|likely|due|set)\b")
