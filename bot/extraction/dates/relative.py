"""Dates that are counted from the reference: weekdays, today, this and next units, so many days ago."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.extraction.dates import days
from bot.extraction.dates.days import Direction
from bot.extraction.dates.values import Granularity, Part, Reading
from bot.extraction.dates.words import Kind, Setting, number, weekday_number
from bot.extraction.wordlists import words

_SURE = 0.9
_LIKELY = 0.8
_VAGUE = 0.6

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}

_NAMES = re.compile(
    r" (?:Times|Telegraph|Mail|Express|Mirror|Herald|Post|Standard|League|Night Live|prayers)\b"
)
"""After a weekday: a newspaper, or what happens on that day in any week."""
_HAPPENED = re.compile(
    r"['’]s (?:[a-z]+ )?(?:ruling|verdict|decision|announcement|statement|remarks|attacks?|bombings?"
    r"|killings?|strikes?|shootings?|blasts?|explosions?|crash|raids?|massacre|earthquake|arrests?|close|closing|fall|rise)(?!\w)"
)
"""After a weekday: what news speaks of once it has happened."""
_FEASTS = words("black good bloody super ash palm easter cyber")


def _read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.word_before() in _FEASTS or _NAMES.match(setting.text, match.end()):
        return None
    if not match["which"] and _HAPPENED.match(setting.text, match.end()):
        setting = replace(setting, direction=lambda: Direction.PAST)
    return days.one_day(_weekday(match["weekday"], match["which"], setting), confidence=_LIKELY)


def _read_weekday_range(match: re.Match[str], setting: Setting) -> Reading | None:
    """Monday to Wednesday; "Thursday and Friday", but not two days with others between them."""
    first = _weekday(match["weekday1"], match["which"], setting)
    gap = (weekday_number(match["weekday2"]) - first.weekday()) % 7
    if gap > 1 and match["dash"].strip().lower() in {"and", "&"}:
        return None
    return days.stretch(first, first + timedelta(days=gap), confidence=_LIKELY)


def _weekday(name: str, which: str | None, setting: Setting) -> date:
    """Said plainly, the tense decides, and past is the rule of newswire; today counts as both."""
    reference, wanted = setting.reference, weekday_number(name)
    ahead = (wanted - reference.weekday()) % 7
    behind = (reference.weekday() - wanted) % 7
    match (which or "").lower():
        case "next":
            return reference + timedelta(days=7 - reference.weekday() + wanted)
        case "last" | "past" | "previous":
            return reference - timedelta(days=behind or 7)
        case "this" | "current":
            return reference + timedelta(days=wanted - reference.weekday())
        case "coming" | "this coming":
            return reference + timedelta(days=ahead or 7)
        case _:
            future = setting.direction() is Direction.FUTURE
            return reference + timedelta(days=ahead) if future else reference - timedelta(days=behind)


def _read_day_word(match: re.Match[str], setting: Setting) -> Reading:
    word = match["word"].lower()
    steps = _DAYS.get(word.rpartition(" ")[2], 0)
    if word.startswith("the day"):
        steps *= 2
    if word == "last night":
        steps = -1
    return days.one_day(setting.reference + timedelta(days=steps), confidence=_SURE)


def _read_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """A unit: this week, next month, last year; "the year" only where a part of it is meant."""
    which = (match["which"] or "the").lower()
    the = match["the"] or setting.word_before() == "the"
    rolling = which in {"the", "past"} or (the and which in {"next", "last", "coming"})
    if rolling and setting.part is None:
        return None  # "over the past year" is a duration
    confidence = _VAGUE if setting.part in {Part.EARLIER, Part.LATER} else _SURE
    return _unit(match["unit"].lower(), _SHIFTS.get(which, 0), setting, confidence)


def _unit(unit: str, shift: int, setting: Setting, confidence: float) -> Reading | None:
    reference = setting.reference
    match unit:
        case "week":
            return days.week_of(reference + timedelta(weeks=shift), confidence=confidence)
        case "month":
            return days.month_of(reference.year, reference.month + shift, confidence=confidence)
        case "quarter":
            quarter = (reference.month + 2) // 3 + shift
            return days.quarter_of(reference.year, quarter, confidence=confidence)
        case "year":
            return days.year_of(reference.year + shift, confidence=confidence)
        case _:
            return days.decade_of(reference.year - reference.year % 10 + 10 * shift, confidence=confidence)


def _read_weekend(match: re.Match[str], setting: Setting) -> Reading | None:
    which = (match["which"] or "").lower()
    shift = _SHIFTS.get(which, 0)
    if which not in {"this", "next", "coming", "current"} and not shift:
        past = setting.direction() is not Direction.FUTURE and setting.reference.weekday() < 5
        shift = -1 if past else 0
    if which == "coming":
        shift = 0
    return days.weekend_of(setting.reference + timedelta(weeks=shift), confidence=_LIKELY)


def _read_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    return _offset(match, -number(match["number"]), setting)


def _read_ahead(match: re.Match[str], setting: Setting) -> Reading | None:
    """A date ("in three days") only where the text speaks of the future: "first visit in four years"."""
    if setting.direction() is not Direction.FUTURE or _MEASURES.search(
        setting.text[max(0, setting.start - 120) : setting.start]
    ):
        return None
    return _offset(match, number(match["number"]), setting)


_MEASURES = re.compile(
    r"\b(?:first|second|third|last|most|least|only|\w+est|\w+s?th)\b[^.;:]*$", re.IGNORECASE
)


def _read_from_now(match: re.Match[str], setting: Setting) -> Reading | None:
    return _offset(match, number(match["number"]), setting)


def _offset(match: re.Match[str], count: int, setting: Setting) -> Reading | None:
    """As exact as the unit: days to the day, weeks to about a day, months and years to themselves."""
    reference = setting.reference
    unit = match["unit"].lower()
    if unit == "day":
        return days.one_day(reference + timedelta(days=count), confidence=_SURE)
    if unit == "week":
        exact = days.one_day(reference + timedelta(weeks=count), confidence=_LIKELY)
    else:
        unsure = _unit(unit, count, setting, _LIKELY)
        if unsure is None:
            return None
        exact = unsure
    return replace(exact, edtf=exact.edtf + "~", approximate=True)


def _read_within(match: re.Match[str], setting: Setting) -> Reading:
    unit = match["unit"].lower()
    count = number(match["number"])
    reference = setting.reference
    if unit in {"day", "week"}:
        last = reference + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        year, month = days.shifted(reference.year, reference.month + count * (12 if unit == "year" else 1))
        last = days.months(year, month, 1).last
    return days.stretch(reference, last, confidence=_VAGUE)


def _read_coming(match: re.Match[str], setting: Setting) -> Reading:
    """Days as a week, weeks as four, months as three: a convention, since the words say no number."""
    length = {"days": 7, "weeks": 28, "months": 91}[match["units"].lower()]
    return days.stretch(
        setting.reference,
        setting.reference + timedelta(days=length),
        granularity=Granularity.WEEK,
        confidence=_VAGUE,
    )


KINDS = (
    Kind(
        name="day word",
        template=(
            "(?P<word>the day (?:before|after) (?:yesterday|tomorrow)|yesterday|today|tonight|tomorrow"
            "|last night"
            "|this (?:morning|afternoon|evening))(?!\\w)(?: (?:morning|afternoon|evening|night)(?!\\w))?"
        ),
        read=_read_day_word,
    ),
    Kind(
        name="range of weekdays",
        template="(?:from |between )?(?:<which> )?<weekday1><dash><weekday2>",
        read=_read_weekday_range,
    ),
    Kind(
        name="weekday",
        template="(?:<which> )?<weekday>(?: (?:morning|afternoon|evening|night)(?!\\w))?",
        read=_read_weekday,
    ),
    Kind(name="weekend", template="(?:<which>|the) weekend(?!\\w)", read=_read_weekend),
    Kind(
        name="ago",
        template=(
            "(?:(?:about|some|around|nearly|almost) )?<number> (?P<unit>day|week|month|year)s?"
            "(?: or so)? ago(?!\\w)"
        ),
        read=_read_ago,
    ),
    Kind(
        name="from now",
        template="<number> (?P<unit>day|week|month|year)s? from (?:now|today)(?!\\w)",
        read=_read_from_now,
    ),
    Kind(
        name="in so many days",
        template="in (?:about |around |some )?<number> (?P<unit>day|week|month|year)s?(?!\\w| of\\b)",
        read=_read_ahead,
    ),
    Kind(
        name="within so many days",
        template="within (?:the next )?<number> (?P<unit>day|week|month|year)s?(?!\\w)",
        read=_read_within,
    ),
    Kind(
        name="coming days",
        template="(?:in|over|within) the (?:coming|next few) (?P<units>days|weeks|months)(?!\\w)",
        read=_read_coming,
    ),
    Kind(
        name="unit",
        template="(?:(?P<the>the )?<which> |the )(?P<unit>week|month|quarter|year|decade)(?![\\w-])",
        read=_read_unit,
    ),
)
"""In the order in which they are asked."""
