"""How each kind of generated file is merged."""

import ast
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


_LINES: Mapping[str, Callable[[str], bool]] = {".py": _is_python, ".yml": _is_yaml}
_BY_LINES = {suffix: LinesFormat(valid) for suffix, valid in _LINES.items()}
_ANY = LinesFormat(_is_text)
