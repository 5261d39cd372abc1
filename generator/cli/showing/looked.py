"""Looking at a project as cheaply as may be: what is seen at a glance is not compiled again."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.cli.at_work import at_work
from generator.cli.compiling import compiled
from generator.cli.report import today
from generator.compiler.changes import check_changes
from generator.compiler.compile import Compiled, draft
from generator.compiler.glance import Glance
from generator.compiler.renames import check_moved
from generator.compiler.sync import synchronized
from generator.overview.model import Overview, Standing
from generator.overview.overview import overview
from generator.overview.sound import completed, sound
from generator.overview.standing import refused, standings
from generator.spec.files import PROJECT

Texts = Mapping[PurePosixPath, str]


def looked(specs: Path, output: Path, texts: Texts, at: datetime) -> Overview:
    """What there is.

    Args:
        specs: the folder of specs.
        output: the output folder.
        texts: the text of every spec, by its path.
        at: from when on the next times of triggers are told.

    Raises:
        FileFault: a file cannot be read.
    """
    if Glance(specs, output).in_step():
        drafted = draft(PurePosixPath(specs), texts, today=today())
        standing = dict.fromkeys(_jobs(texts), Standing())
        return overview(drafted.loaded.project, drafted.documents, standing, at)
    result = compiled(specs, texts)
    if result.errors:
        return _partly(specs, output, texts, at, result)
    artifacts = result.artifacts.values()
    return overview(result.loaded.project, artifacts, _standing(result, output), at)


def _partly(specs: Path, output: Path, texts: Texts, at: datetime, result: Compiled) -> Overview:
    """What can be shown though specs are wrong."""
    wrong = refused(result.loaded, result.errors)
    drafted = sound(PurePosixPath(specs), texts, today())
    rest = completed(drafted) if drafted else result
    right = _standing(rest, output) if drafted else {}
    blocked = dict.fromkeys(_jobs(texts), Standing(blocked=True))
    standing = {**blocked, **right, "": Standing(), **wrong}
    artifacts = rest.artifacts.values()
    return overview(rest.loaded.project, artifacts, standing, at, result.errors)


def _jobs(texts: Texts) -> list[str]:
    return [file.stem for file in texts if file.stem != PROJECT]


def _standing(result: Compiled, output: Path) -> Mapping[str, Standing]:
    found = check_changes(result, output)
    with at_work(output) as lock:
        moved = tuple(check_moved(result.loaded, lock))
        return standings(synchronized(result, output, lock), (*found, *moved))
