"""Which answers can be shared, and with what button."""

import pytest

from bot.core.answers.sharing import SHARED, shared_by, with_share
from bot.core.answers.sorry import FAILED, Sorry, sorry_message
from bot.core.messages import Button, Footnote, Message, Text

FIVE = tuple(Button(label=f"B{n}", verb="latest", target=str(n)) for n in range(5))


@pytest.mark.parametrize("verb", sorted(SHARED))
def test_a_shared_answer_is_asked_for_again_with_the_same_words(verb: str) -> None:
    (button,) = with_share(Message(blocks=()), verb, 'oil  since:7d\n"a b"').buttons
    assert button.action == f'v1:share:{verb} oil since:7d "a b"'


def test_share_fits_into_one_row_of_five() -> None:
    shown = with_share(Message(blocks=(), buttons=FIVE), "list", "")
    assert [button.action for button in shown.buttons][3:] == ["v1:latest:3", "v1:share:list"]


def test_a_question_that_no_button_holds_takes_no_other_buttons_place() -> None:
    """100 characters, of which the version and the verbs take some."""
    message = Message(blocks=(), buttons=FIVE)
    assert with_share(message, "search", "x" * 85) == message
    assert with_share(message, "search", "x" * 84) != message


@pytest.mark.parametrize("verb", ["mute", "unmute", "digest", "help", "useful"])
def test_what_changes_something_or_is_for_one_person_is_not_shared(verb: str) -> None:
    assert with_share(Message(blocks=()), verb, "") == Message(blocks=())


def test_a_shared_answer_says_who_shares_it() -> None:
    answer = Message(blocks=(), buttons=FIVE)
    shown = shared_by(answer, "Asha" * 100)
    (footnote,) = shown.blocks
    assert isinstance(footnote, Footnote)
    assert footnote.spans == (Text(text="Shared by " + ("Asha" * 100)[:59] + "…"),)
    assert shown.buttons == FIVE
    assert shared_by(answer, "") == answer


def test_why_there_is_no_answer_is_for_who_asked_and_nobody_shares_it() -> None:
    for message in (sorry_message(Sorry(problem="No."), "7F3K"), FAILED):
        assert message.private
        assert shared_by(message, "Asha") == message
