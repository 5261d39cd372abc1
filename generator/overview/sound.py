"""The specs that can be compiled where others are wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from generator.compiler.compile import Compiled, Draft, draft, drafted_artifacts
from generator.spec.files import PROJECT

Texts = Mapping[PurePosixPath, str]


def sound(folder: PurePosixPath, texts: Texts, today: date) -> Draft | None:
    """What the specs compile to without those that are wrong, and those that need one of them.

    Args:
        folder: the folder, for diagnostics.
        texts: the text of every spec and of the project file, by path.
        today: the day, for warnings of what lies in the past.

    Returns:
        None if nothing is left: the project file itself is wrong, or every spec.
    """
    left, gone = dict(texts), set[str]()
    while any(file.stem != PROJECT for file in left):
        drafted = draft(folder, left, today=today, beside=gone)
        errors = {each.place.file for each in drafted.diagnostics if each.severity == "error"}
        if not errors:
            return drafted
        wrong = {file for file in errors & left.keys() if file.stem != PROJECT}
        if not wrong or len(wrong) < len(errors):
            return None
        gone |= {file.stem for file in wrong}
        left = {file: text for file, text in left.items() if file not in wrong}
    return None


def completed(drafted: Draft) -> Compiled:
    """The same with the files of the jobs, without those that are made of all jobs together."""
    artifacts = {each.path: each for each in drafted_artifacts(drafted)}
    return Compiled(drafted.loaded, artifacts, ())
