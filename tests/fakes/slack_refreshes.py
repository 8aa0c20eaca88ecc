"""Connections that Slack asks to be replaced, one after another, while commands come in over old and new."""

from aiohttp import web

from fakes.slack_world import Json, Workspace


async def refreshed(workspace: Workspace, times: int) -> Json:
    """Ask for a new connection `times` times; four commands come in around each.

    Gives the names of the envelopes that were `sent` and of those `acked`, repeats included, and how often
    old and new were open at once (`overlapped`).
    """
    sent: list[str] = []
    acked: list[str] = []
    overlapped = 0
    for _ in range(times):
        old, before = workspace.sockets[-1], workspace.greeted
        await _command(workspace, old, sent)
        await old.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await _command(workspace, old, sent)
        await workspace.wait(lambda before=before: workspace.greeted > before)
        new = workspace.sockets[-1]
        overlapped += old is not new and not old.closed
        await _command(workspace, new, sent)
        await _command(workspace, old, sent)
        wanted = set(sent[-4:])
        await workspace.wait(lambda wanted=wanted: wanted <= workspace.acks.keys())
        await old.close()
        acked += old.get("acked", [])
    acked += workspace.sockets[-1].get("acked", [])
    return {"sent": sent, "acked": acked, "overlapped": overlapped}


async def _command(workspace: Workspace, connection: web.WebSocketResponse, sent: list[str]) -> None:
    envelope = f"refresh-{next(workspace.numbers)}"
    sent.append(envelope)
    payload = {"command": "/watch", "text": envelope, "trigger_id": envelope, "user_id": "U1"}
    await connection.send_json({"type": "slash_commands", "envelope_id": envelope, "payload": payload})
