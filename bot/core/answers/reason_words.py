"""Every reason as a reader is told it."""

from collections.abc import Mapping

from bot.core.reasons import Reason

_WORDS: Mapping[Reason, str] = {
    Reason.NO_WATCH: "No watch matched it",
    Reason.UNREADABLE: "Reading it broke; that is a fault of ours, which the log tells of",
    Reason.BACKFILL: "Already there at the feed's first poll, so nobody was told",
    Reason.FIRST_REPORT: "Told: the first report of it",
    Reason.FACT_CHANGED: "Told: a fact is new or has changed",
    Reason.STATUS_CHANGED: "Told: whether it takes place has changed",
    Reason.CORRECTED: "Told: an outlet took back what it had stated",
    Reason.OUTLETS_REACHED: "Told: so many independent outlets report it now",
    Reason.DISPUTED: "Shown in the message: an outlet states something else",
    Reason.DISPUTE_ENDED: "Shown in the message: outlets agree again",
    Reason.REPEATED_COVERAGE: "Not told again: nothing new in it, only the count changed",
    Reason.JOINED: "Joined a story",
    Reason.MERGED: "An operator made two stories one",
    Reason.SPLIT: "An operator took reports out into a story of their own",
    Reason.PLATFORM_OFF: "Not sent: the channel's platform has no token",
    Reason.NO_ROUTE: "Sent nowhere: no watch of it names a channel, and no route takes it",
    Reason.SILENCED: "Not sent: somebody muted it",
    Reason.QUIET_HOURS: "Held for the digest at the end of the quiet hours",
    Reason.CAP: "Held for a digest: the channel has had its messages of the hour",
    Reason.STALE: "Held for a digest: it had waited too long to be told by itself",
    Reason.IN_DIGEST: "Told in a digest",
    Reason.NOTHING_NEW: "Not sent: the message before it had told it already",
    Reason.RESTORED: "Told before the database was restored from a backup",
    Reason.UNREACHABLE: "The server could not be reached",
    Reason.TIMED_OUT: "No answer came in time",
    Reason.REFUSED_ADDRESS: "The address is one to which Wirewatch does not connect",
    Reason.HTTP_ERROR: "The server answered with an error",
    Reason.GONE: "The server says that it is gone for good",
    Reason.TOO_LARGE: "The answer was too large",
    Reason.NOT_A_FEED: "The answer is no feed",
    Reason.PARSER_FAILED: "It could not be read",
    Reason.BOMB: "The answer swelled without measure and was dropped",
    Reason.MOVED: "The feed has moved for good and is followed",
    Reason.FELL_QUIET: "Nothing new for far longer than usual",
    Reason.WELL_AGAIN: "The feed is well again",
    Reason.FEED_TEXT: "Read in the feed's own words: the article was not to be had",
    Reason.ARTICLE_TEXT: "Read in full on the article's own page",
    Reason.ROBOTS_REFUSED: "Read in the feed's own words: the site asks robots to stay away",
    Reason.NO_ARTICLE: "Read in the feed's own words: the page holds no article",
    Reason.DELIVERED: "Delivered",
    Reason.RATE_LIMITED: "The platform asked to wait",
    Reason.PLATFORM_ERROR: "The platform answered with an error",
    Reason.NO_SUCH_CHANNEL: "There is no such channel",
    Reason.NOT_ALLOWED: "The bot may not write there",
    Reason.TOKEN_REFUSED: "The platform refused the token",
    Reason.MESSAGE_REFUSED: "The platform refused the message",
    Reason.PICTURE_REFUSED: "The platform refused the picture: the message goes without it",
    Reason.MESSAGE_GONE: "The message was deleted",
    Reason.NOT_EDITABLE: "The platform lets the message be changed no more",
    Reason.THREAD_CLOSED: "The message's thread takes no more replies",
    Reason.RESPONSE_LOST: "The platform's answer was lost: it may have arrived or not",
    Reason.FOUND_IN_HISTORY: "Found standing in the channel",
    Reason.HISTORY_UNREADABLE: "The channel's history cannot be read",
    Reason.GAVE_UP: "Given up after several tries",
    Reason.SUPERSEDED: "A later version of the message took its place",
}


def reason_words(reason: Reason, detail: str = "") -> str:
    """The reason as one line, with what is known beside it."""
    return f"{_WORDS[reason]}: {detail}" if detail else _WORDS[reason]
