"""`mute` and `unmute`: silences, made and ended by team members."""

from datetime import timedelta

from bot.core.answers.asking import Grammar
from bot.core.answers.moments import span_of
from bot.core.answers.muting import muted_message, silences_message, unmuted_message
from bot.core.answers.sorry import Sorry, short
from bot.core.channels import Channel, parse_channel
from bot.core.messages import Message
from bot.core.rights import Audited, refusal
from bot.core.silences import Silence, SilenceKind, end_silence, make_silence
from bot.services.answering.asking import Asking
from bot.services.answering.targets import Target, here, target_of

_MUTE = Grammar(keys=("for", "because"), bare=("for", "because"), rest="because")
_USUAL = "8h"
_LONGEST = timedelta(days=90)
_WHY = 200
"""Characters of a reason that are kept."""


def mute(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(_MUTE)
    if isinstance(wanted, Sorry):
        return wanted
    if not wanted.name:
        return silences_message(asking.records.silences.active(asking.now))
    target = target_of(asking, wanted.name)
    if isinstance(target, Sorry):
        return target
    span = _span(wanted.get("for") or _USUAL)
    if isinstance(span, Sorry):
        return span
    question = asking.question
    if not asking.setup.rights.may_mute(target.kind, question):
        return Sorry(problem=refusal(question.actor, question.unread))
    silence = make_silence(
        target.kind,
        target.id,
        _where(asking, target),
        question.actor,
        wanted.get("because")[:_WHY],
        asking.now,
        asking.now + span,
    )
    asking.records.silences.save(silence)
    _audit(asking, "mute", silence)
    return muted_message(silence, target.name)


def unmute(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(Grammar())
    if isinstance(wanted, Sorry):
        return wanted
    active = asking.records.silences.active(asking.now)
    meant = [silence for silence in active if silence.id == wanted.name.casefold()]
    meant = meant or [s for s in active if wanted.name and _is_of(s, asking, wanted.name)]
    if not meant:
        return _not_muted(wanted.name, active)
    question, rights = asking.question, asking.setup.rights
    allowed = [silence for silence in meant if rights.may_end(silence, question)]
    if not allowed:
        return Sorry(problem=refusal(question.actor, question.unread))
    ended = [end_silence(silence, question.actor, asking.now) for silence in allowed]
    for silence in ended:
        asking.records.silences.save(silence)
        _audit(asking, "unmute", silence)
    return unmuted_message(ended)


def _audit(asking: Asking, action: str, silence: Silence) -> None:
    asking.records.audit.add(
        Audited(
            at=asking.now,
            actor=asking.question.actor,
            action=action,
            target=f"{silence.kind} {silence.target}",
            channel=silence.channel,
        )
    )


def _span(typed: str) -> timedelta | Sorry:
    span = span_of(typed)
    if span is None:
        return Sorry(problem=f"“for {short(typed)}” is no span of time. Write it as 30m, 8h, 3d or 2w.")
    if span > _LONGEST:
        return Sorry(problem=f"{_LONGEST.days} days is the longest that anything is muted.")
    return span


def _where(asking: Asking, target: Target) -> Channel | None:
    return parse_channel(target.id) if target.kind is SilenceKind.CHANNEL else here(asking)


def _is_of(silence: Silence, asking: Asking, words: str) -> bool:
    """Whether it keeps what the words name from the channel where that is asked; outside of one from any."""
    target = target_of(asking, words)
    channel = here(asking)
    there = (
        silence.kind is SilenceKind.CHANNEL
        or None in (channel, silence.channel)
        or silence.channel == channel
    )
    return isinstance(target, Target) and (silence.kind, silence.target) == (target.kind, target.id) and there


def _not_muted(words: str, active: tuple[Silence, ...]) -> Sorry:
    ids = tuple(silence.id for silence in active)[:5]
    problem = f"Nothing is muted as “{short(words)}”." if words else "Unmute what?"
    if not ids:
        return Sorry(problem=f"{problem} Nothing is muted at all.")
    return Sorry(problem=f"{problem} `/watch mute` lists what is.", suggestions=ids, verb="unmute")
