"""What Slack's errors mean for a message, in one table.

It holds every error that the methods we call document (`chat.postMessage`, `chat.update`,
`conversations.history`, `conversations.replies`), and the general ones of the Web API
(docs.slack.dev/reference/methods, section Errors).
"""

from datetime import timedelta
from enum import Enum

from bot.core.deliveries import Refused, SendOutcome, TryAgain, Unsure
from bot.core.reasons import Reason


class Remedy(Enum):
    """Who can mend it: each is a kind of outcome with its reason."""

    WAIT = Reason.PLATFORM_ERROR
    WAIT_FOR_RATE = Reason.RATE_LIMITED
    WAIT_FOR_SLACK = Reason.UNREACHABLE
    LOOK = Reason.RESPONSE_LOST
    FIX_TOKEN = Reason.TOKEN_REFUSED
    FIX_CHANNEL = Reason.NO_SUCH_CHANNEL
    FIX_RIGHTS = Reason.NOT_ALLOWED
    FIX_MESSAGE = Reason.MESSAGE_REFUSED
    LET_GO = Reason.MESSAGE_GONE
    LEAVE = Reason.NOT_EDITABLE
    POST_ANEW = Reason.THREAD_CLOSED


_ERRORS = {
    Remedy.WAIT: """
        external_channel_migrating list_record_comment_fetch_failed request_timeout
        streaming_state_conflict team_added_to_org update_failed
        """,
    Remedy.WAIT_FOR_RATE: "message_limit_exceeded rate_limited ratelimited",
    Remedy.WAIT_FOR_SLACK: "service_unavailable",
    # Slack on these two: some part of the operation may have succeeded before the error was raised.
    Remedy.LOOK: "fatal_error internal_error",
    Remedy.FIX_TOKEN: """
        account_inactive invalid_auth not_authed org_login_required token_expired token_revoked
        two_factor_setup_required
        """,
    Remedy.FIX_CHANNEL: "channel_not_found is_archived is_inactive team_not_found",
    Remedy.FIX_RIGHTS: """
        access_denied accesslimited app_access_restricted as_user_not_supported cant_broadcast_message
        channel_is_limited_access ekm_access_denied enterprise_is_restricted is_bot
        messages_tab_disabled metadata_must_be_sent_from_app method_deprecated missing_scope
        no_permission not_allowed_token_type not_in_channel posting_to_channel_denied
        restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel
        send_on_behalf_not_allowed team_access_not_granted
        """,
    Remedy.FIX_MESSAGE: """
        attachment_payload_limit_exceeded block_mismatch blocked_file_type deprecated_endpoint
        draft_already_deleted draft_already_sent draft_has_conflict draft_not_found
        duplicate_channel_not_found duplicate_message_not_found file_deleted file_is_deleted
        file_not_found file_share_limit_reached invalid_arg_name invalid_arguments invalid_array_arg
        invalid_attachments invalid_blocks invalid_blocks_format invalid_charset invalid_cursor
        invalid_form_data invalid_metadata_filter_keys invalid_metadata_format invalid_metadata_schema
        invalid_post_type invalid_ts_latest invalid_ts_oldest markdown_text_conflict
        max_file_sharing_exceeded metadata_too_large method_not_supported_for_channel_type
        missing_file_data missing_post_type msg_blocks_too_long msg_too_long
        no_dual_broadcast_content_update no_text slack_connect_blocked_file_type
        slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
        slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked
        slack_connect_lists_sharing_blocked too_many_attachments too_many_contact_cards
        unable_to_share_files unknown_method
        """,
    # The second of conversations.replies, and of a reply to a message that is gone.
    Remedy.LET_GO: "message_not_found thread_not_found",
    Remedy.LEAVE: "cant_update_message edit_window_closed",
    Remedy.POST_ANEW: """
        cannot_reply_to_message restricted_action_non_threadable_channel restricted_action_thread_locked
        """,
}
REMEDIES = {error: remedy for remedy, errors in _ERRORS.items() for error in errors.split()}

_WAYS_OUT = {
    "channel_not_found": "set its id in config/channels.yaml, and invite the bot to a private channel",
    "is_archived": "the channel is archived: unarchive it, or send the watch elsewhere",
    "missing_scope": "install the app again with the scopes of `wirewatch manifest slack`",
    "not_in_channel": "invite the bot to the channel",
    "thread_not_found": "the message that it is for was deleted",
    "team_not_found": "set the channel's id, not its name, in config/channels.yaml",
}


def outcome_of(error: str, after: timedelta | None = None) -> SendOutcome:
    """What the delivery's next step depends on. An error that is in no table is tried again, not for ever."""
    remedy = REMEDIES.get(error, Remedy.WAIT)
    match remedy:
        case Remedy.WAIT | Remedy.WAIT_FOR_RATE | Remedy.WAIT_FOR_SLACK:
            return TryAgain(reason=remedy.value, detail=explained(error), after=after)
        case Remedy.LOOK:
            return Unsure(detail=explained(error))
        case _:
            return Refused(reason=remedy.value, detail=explained(error))


def explained(error: str) -> str:
    """One line for the operator: Slack's word, and the way out where we know one."""
    way_out = _WAYS_OUT.get(error)
    if way_out is None and REMEDIES.get(error) is Remedy.FIX_TOKEN:
        way_out = "put a valid token of the installed app into SLACK_BOT_TOKEN"
    return f"Slack answered {error}: {way_out}" if way_out else f"Slack answered {error}"
