"""All that is looked at, in the order in which it is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.doctor.finding import Finding
from generator.doctor.packages import extras, needed, python
from generator.doctor.repository import git
from generator.doctor.scorewright import cache, command, scorewright, sdk_v1
from generator.doctor.specs import specs


def examined(folder: Path, output: Path, today: date) -> Iterator[Finding]:
    """What is found, one thing after the other.

    Args:
        folder: the folder of specs.
        output: the output folder.
        today: the day by which specs are judged.
    """
    yield python()
    yield scorewright()
    yield command()
    yield needed()
    yield from extras()
    yield sdk_v1()
    yield cache()
    yield from git(output)
    yield specs(folder, today)
