# Scaffolded by Scorewright from specs/checked_v1.yaml; from here on it is yours.
"""The step clean of the scoring job checked_v1."""

import shutil
from pathlib import Path

from contract import Clean, parse


def files_of(source: Path) -> list[Path]:
    """The files of an input, or the one file that it is."""
    if source.is_file():
        return [source]
    return [path for path in sorted(source.rglob("*")) if path.is_file()]


def copy(source: Path, target: Path) -> int:
    """Copy an input's files to a folder; gives their number."""
    root = source.parent if source.is_file() else source
    files = files_of(source)
    for file in files:
        place = target / file.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    return len(files)


def main() -> None:
    given = parse(Clean)
    print(given)
    print(copy(given.branches, given.cleaned), "files copied")
    print(copy(given.notes, given.cleaned), "files copied")


if __name__ == "__main__":
    main()
