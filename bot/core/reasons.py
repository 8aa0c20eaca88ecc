"""Why Wirewatch spoke, or did not: one enum for the log field, the stored decision and `/watch why`."""

from enum import StrEnum


class Reason(StrEnum):
    # an entry
    NO_WATCH = "no_watch"  # no watch matched the document
    UNREADABLE = "unreadable"  # reading it broke: a fault of ours, which the log tells of
    BACKFILL = "backfill"  # first poll of the feed, and its `backfill` is none
    # a story
    FIRST_REPORT = "first_report"
    FACT_CHANGED = "fact_changed"  # a fact is new, or another value holds now
    STATUS_CHANGED = "status_changed"  # the event is postponed, cancelled, held, or planned again
    CORRECTED = "corrected"  # an outlet took back what it had stated
    OUTLETS_REACHED = "outlets_reached"  # so many independent outlets report it now
    DISPUTED = "disputed"  # an outlet states another value: shown in the message, nobody is told
    DISPUTE_ENDED = "dispute_ended"
    REPEATED_COVERAGE = "repeated_coverage"  # the same story again: the count changes, nobody is told
    JOINED = "joined"  # which report of a story it is most like, and how much
    MERGED = "merged"  # an operator made two stories one
    SPLIT = "split"  # an operator made reports of a story another one
    # a route
    PLATFORM_OFF = "platform_off"  # the channel's platform has no token
    NO_ROUTE = "no_route"  # no watch of the story names a channel, and no route takes it
    SILENCED = "silenced"  # somebody muted it
    QUIET_HOURS = "quiet_hours"  # held for the digest at their end
    CAP = "cap"  # the channel has had its posts of the hour: held for a digest
    STALE = "stale"  # it waited for hours, while the platform was away: held for a digest
    IN_DIGEST = "in_digest"  # what was held has been told in a digest
    NOTHING_NEW = "nothing_new"  # an update was planned, and the message that left before it told it already
    RESTORED = "restored"  # told before the database was restored from a backup
    # a feed
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    REFUSED_ADDRESS = "refused_address"  # the guard does not connect there
    HTTP_ERROR = "http_error"
    GONE = "gone"
    TOO_LARGE = "too_large"
    NOT_A_FEED = "not_a_feed"
    PARSER_FAILED = "parser_failed"
    BOMB = "bomb"  # a small answer that swells without measure
    MOVED = "moved"  # a permanent redirect, now followed for good
    FELL_QUIET = "fell_quiet"  # nothing new for far longer than the feed's own rhythm
    WELL_AGAIN = "well_again"
    # the text of an entry
    FEED_TEXT = "feed_text"  # the feed's own text was read, since an article's was not to be had
    ARTICLE_TEXT = "article_text"
    ROBOTS_REFUSED = "robots_refused"  # robots.txt does not let the page be fetched
    NO_ARTICLE = "no_article"  # the page holds no text worth the name
    # a delivery
    DELIVERED = "delivered"
    RATE_LIMITED = "rate_limited"
    PLATFORM_ERROR = "platform_error"
    NO_SUCH_CHANNEL = "no_such_channel"
    NOT_ALLOWED = "not_allowed"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 -- a reason
    MESSAGE_REFUSED = "message_refused"
    PICTURE_REFUSED = "picture_refused"  # the message is sent again without its picture
    MESSAGE_GONE = "message_gone"
    NOT_EDITABLE = "not_editable"  # the platform lets it be changed no more
    THREAD_CLOSED = "thread_closed"  # its thread is locked, or none can be opened
    RESPONSE_LOST = "response_lost"  # the platform may or may not have accepted the message
    FOUND_IN_HISTORY = "found_in_history"
    HISTORY_UNREADABLE = "history_unreadable"
    GAVE_UP = "gave_up"
    SUPERSEDED = "superseded"  # a later revision of the same message replaced it
