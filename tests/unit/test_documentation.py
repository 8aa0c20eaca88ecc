"""What can be typed or set is documented, or these tests fail."""

import re
from pathlib import Path

import pytest

from bot.cli.main import group
from bot.core.reasons import Reason
from bot.faults import FaultPoint, arm
from bot.settings.wirewatch_file import WirewatchFile

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`wirewatch {name}" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"wirewatch ([a-z]+(?:-[a-z]+)*)", README)) <= set(group.commands)


@pytest.mark.parametrize("name", sorted(WirewatchFile.model_fields))
def test_every_setting_is_in_the_starter_file(name: str) -> None:
    assert re.search(rf"^#? ?{name}:", (ROOT / "config" / "wirewatch.yaml").read_text("utf-8"), re.MULTILINE)


def test_every_target_that_the_readme_tells_is_in_the_makefile() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE)) <= {*targets}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_used_somewhere(reason: Reason) -> None:
    used = f"Reason.{reason.name}"
    code = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")]
    assert any(used in path.read_text("utf-8") for path in code)


def test_a_fault_point_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.at_all"):
        arm("nowhere.at_all")
    assert FaultPoint("ingest.committed") is FaultPoint.INGEST_COMMITTED
