"""The files of a settings folder, read into trees."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.settings.mistakes import TOKEN, ConfigErrors, Mistake, Place, did_you_mean, mistake
from bot.settings.tree import Node, empty_tree
from bot.settings.yaml_text import read_tree

_LARGEST = 5 * 1024 * 1024
"""Bytes of one file: ten thousand feeds are about one megabyte; beyond that, it is the wrong file."""
_SUFFIXES = frozenset((".yaml", ".yml"))
_TOP = ("wirewatch", "feeds", "channels", "routes")
_FOLDERS = ("entities", "watchlists")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file. `root` is None where it could not be read."""

    file: str
    """As messages show it."""
    root: Node | None
    mistakes: tuple[Mistake, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every file of the folder. A file that does not exist counts as an empty one."""

    folder: str
    wirewatch: Source
    feeds: Source
    channels: Source
    routes: Source
    entities: tuple[Source, ...]
    watchlists: tuple[Source, ...]
    warnings: tuple[Mistake, ...] = ()


def read_folder(folder: Path) -> Sources:
    """Read every settings file under `folder`. Raises `ConfigErrors` where it cannot be read."""
    shown = shown_path(folder)
    try:
        if not folder.is_dir():
            what = "this is a file, and must be a folder" if folder.exists() else "there is no such folder"
            hint = "Start Wirewatch beside the folder config, or name the folder that holds your settings."
            raise ConfigErrors(shown, [mistake(Place(file=shown), what, hint=hint)])
        return _read_folder(folder, shown)
    except OSError as error:
        what = f"the folder cannot be read: {error.strerror}"
        raise ConfigErrors(shown, [mistake(Place(file=shown), what, hint="Check its rights.")]) from error


def _read_folder(folder: Path, shown: str) -> Sources:
    wirewatch, feeds, channels, routes = (_top_file(folder, name) for name in _TOP)
    entities, watchlists = (tuple(map(_read, _yaml_files(folder / name))) for name in _FOLDERS)
    return Sources(
        folder=shown,
        wirewatch=wirewatch,
        feeds=feeds,
        channels=channels,
        routes=routes,
        entities=entities,
        watchlists=watchlists,
        warnings=tuple(_strangers(folder)),
    )


def shown_path(path: Path) -> str:
    """`path` relative to the current directory where it lies in it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def top_file(folder: Path, name: str) -> Path:
    """Where that file is, or would be."""
    path, other = folder / f"{name}.yaml", folder / f"{name}.yml"
    return other if other.exists() and not path.exists() else path


def _top_file(folder: Path, name: str) -> Source:
    path = top_file(folder, name)
    return _read(path) if path.exists() else _nothing(shown_path(path))


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of `folder` and below, in order; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def _strangers(folder: Path) -> Iterable[Mistake]:
    """YAML files that nothing reads: most often a misspelt name."""
    known = [f"{name}.yaml" for name in _TOP]
    for path in sorted(folder.iterdir()):
        if path.suffix in _SUFFIXES and path.stem not in _TOP:
            hint = (
                did_you_mean(path.name, known)
                or "Move it into entities/ or watchlists/, or out of the folder."
            )
            yield mistake(Place(file=shown_path(path)), "this file is not read", hint=hint)
        elif path.suffix == ".yml" and path.with_suffix(".yaml").exists():
            hint = f"Keep only {path.stem}.yaml."
            yield mistake(Place(file=shown_path(path)), "this file is not read", hint=hint)


def _read(path: Path) -> Source:
    file = shown_path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        return _failed(Place(file=file), f"this file cannot be read: {error.strerror}", "Check its rights.")
    if len(content) > _LARGEST:
        return _failed(Place(file=file), "this file is larger than 5 MB", "Split it, or remove it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _failed(
            _place_of_byte(file, content, error.start), "this file is not UTF-8", "Save it as UTF-8."
        )
    return _parse(file, text)


def _parse(file: str, text: str) -> Source:
    tokens = _tokens(file, text)
    root, mistakes = read_tree(text, file)
    if root is None and not mistakes:
        root = empty_tree(file)
    return Source(file=file, root=root, mistakes=(*tokens, *mistakes), text=text)


def _nothing(file: str) -> Source:
    return Source(file=file, root=empty_tree(file))


def _failed(place: Place, what: str, hint: str) -> Source:
    return Source(file=place.file, root=None, mistakes=(mistake(place, what, hint=hint),))


def _place_of_byte(file: str, content: bytes, position: int) -> Place:
    before = content[:position]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Place(file=file, line=before.count(b"\n") + 1, column=column)


def _tokens(file: str, text: str) -> tuple[Mistake, ...]:
    """Tokens written into a file, comments included."""
    return tuple(_token(file, text, found.start()) for found in TOKEN.finditer(text))


def _token(file: str, text: str, start: int) -> Mistake:
    before = text[:start]
    place = Place(file=file, line=before.count("\n") + 1, column=start - before.rfind("\n"))
    why = "Tokens come from the environment or from .env, never from these files."
    hint = "Remove it and make a new token: whoever saw this file knows this one."
    return mistake(place, "this looks like a token of Slack or Discord", why=why, hint=hint)
