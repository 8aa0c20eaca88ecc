"""Fakes in processes of their own, reached over loopback as the real platforms are over the network."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
_PATIENCE = 10.0
"""Seconds that a fake has to end once it was asked to."""


@contextmanager
def running(module: str, *args: str) -> Iterator[str]:
    """Run `python -m module args` and give the base URL that it prints as its first line.

    Raises `RuntimeError` where the process ends, or prints something else, before that.
    """
    process = subprocess.Popen(  # noqa: S603 - our own fakes, started with our own interpreter
        [sys.executable, "-m", module, *args],
        cwd=_TESTS.parent,
        env=os.environ | {"PYTHONPATH": str(_TESTS), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield _address(process, module)
        finally:
            _end(process)


def _address(process: subprocess.Popen[str], module: str) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line.startswith("http://"):
        raise RuntimeError(f"{module}: printed {line!r} where its address was expected")
    return line


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
