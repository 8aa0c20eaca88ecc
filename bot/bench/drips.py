"""A server of feeds that come a byte at a time, in its own process: `python -m bot.bench.drips HOSTS`."""

import asyncio
import contextlib
import sys

from bot.bench.hostile_farm import drip, serve


async def _visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        await reader.readuntil(b"\r\n\r\n")
        await drip(writer)
    writer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), _visit))
