"""Names that lead where a test says."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult


class FakeNames(AbstractResolver):
    """Gives each name's answers one after another, the last one from then on; other names lead nowhere."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self.asked = 0
        self._answers = {name: list(given) for name, given in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        del family  # both kinds are given, as a machine with both would
        self.asked += 1
        given = self._answers.get(host)
        if not given:
            raise OSError(f"{host} is not known")
        addresses = given.pop(0) if len(given) > 1 else given[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=0,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        pass
