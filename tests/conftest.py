import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=2, help="SIGKILLs at each fault point (make kill-test: 20)")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the third-party sets that are only measured with; a test that needs it skips loudly."""
    folder = Path(os.environ.get("WIREWATCH_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"NOT CHECKED: the data sets are not at {folder}; set WIREWATCH_DATA to their folder")
    return folder
