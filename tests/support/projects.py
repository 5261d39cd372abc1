"""Projects that tests compile, and how a test changes them."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from generator.compiler.compile import Compiled, compile
from generator.compiler.sync import synchronized
from generator.workspace.apply import apply
from generator.workspace.lock import read_lock

LOAN = Path(__file__).parents[2] / "specs"
SPECS = PurePosixPath("specs")

Texts = Mapping[PurePosixPath, str]
Change = tuple[str, str]
"""A piece of text that stands once in a file, and what stands there instead."""


def texts(folder: Path) -> dict[PurePosixPath, str]:
    """The specs of a folder, as if they stood in `specs`."""
    files = sorted(folder.glob("*.yaml"))
    return {SPECS / file.name: file.read_text("utf-8") for file in files}


def changed(text: str, *changes: Change) -> str:
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times, not once"
        text = text.replace(old, new)
    return text


@cache
def loan(sdk: str) -> Texts:
    """The loan-default job, by one line for either SDK."""
    specs = texts(LOAN)
    file = SPECS / "loan_default.yaml"
    line = next(line for line in specs[file].splitlines() if line.startswith("  sdk: "))
    return {**specs, file: changed(specs[file], (line, f"  sdk: {sdk}"))}


def compiled(specs: Texts) -> Compiled:
    """What specs without a fault compile to."""
    result = compile(SPECS, specs)
    assert result.diagnostics == (), [str(fault) for fault in result.diagnostics]
    return result


def artifacts(specs: Texts) -> dict[str, str]:
    """The text of every artifact by its path."""
    return {str(path): artifact.text for path, artifact in compiled(specs).artifacts.items()}


def write(result: Compiled, output: Path) -> None:
    """Write all artifacts into a folder."""
    apply(synchronized(result, output, read_lock(output)).plan)


def paths(found: Iterable[object]) -> list[str]:
    return sorted(map(str, found))
