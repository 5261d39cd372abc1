"""How each kind of generated file is merged."""

import ast
import json
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from generator.factory.documents import FOLDERS, KINDS
from generator.factory.meaning import format_of
from generator.merge import Format, LinesFormat


def format_at(path: PurePosixPath) -> Format:
    """How a file below the output folder is merged: documents by meaning, all else by lines."""
    folder, kind = path.parts[0], path.parts[1] if len(path.parts) > 2 else ""
    if path.suffix == ".json" and folder in FOLDERS.values() and kind in KINDS:
        return format_of(kind)
    return _BY_LINES.get(path.suffix, _ANY)


def unreadable_as(path: PurePosixPath, text: str) -> str:
    """What a file below the output folder should be and is not, in words; "" if it can be read."""
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8 have become surrogates
        return "the file is not UTF-8"
    title, valid = _LANGUAGES.get(path.suffix, ("text", _is_text))
    return "" if valid(text) else f"the file is no {title}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_yaml(text: str) -> bool:
    import yaml  # slow to import, and hardly ever needed here

    try:
        yaml.compose(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return True


def _is_text(_: str) -> bool:
    return True


_LANGUAGES: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    ".json": ("JSON", _is_json),
    ".py": ("Python", _is_python),
    ".yml": ("YAML", _is_yaml),
}
_BY_LINES = {suffix: LinesFormat(_LANGUAGES[suffix][1]) for suffix in (".py", ".yml")}
_ANY = LinesFormat(_is_text)
