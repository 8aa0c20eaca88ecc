import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills", type=int, default=2, help="SIGKILLs at each fault point (make kill-test: 100)"
    )
    parser.addoption("--random-kills", type=int, default=3, help="SIGKILLs under load (make kill-test: 200)")
    parser.addoption(
        "--recovered-within",
        type=float,
        default=29.0,
        help="seconds from a start to the end of what kills left (make kill-test: 10)",
    )
    parser.addoption("--seed", type=int, default=7, help="of the moments of random kills")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the third-party sets that are only measured with; a test that needs it skips loudly."""
    folder = Path(os.environ.get("WIREWATCH_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"NOT CHECKED: the data sets are not at {folder}; set WIREWATCH_DATA to their folder")
    return folder
