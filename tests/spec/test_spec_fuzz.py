"""Whatever stands in the files, compiling gives diagnostics, never an exception."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compiler.compile import compile
from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.printing import FORMATS, printed
from tests.spec.nasty import YAML, broken

ROOT = Path(__file__).parents[2]
SPECS = PurePosixPath("specs")
PROJECTS = {
    folder: {
        SPECS / file.name: file.read_text("utf-8")
        for file in sorted((ROOT / folder).glob("*.yaml"))
    }
    for folder in ("specs", "tests/broken/base/specs")
}
# The same examples each time, and no limit of time: a failure is a defect and nothing else.
steady = settings(deadline=None, derandomize=True)
every_project = pytest.mark.parametrize("folder", PROJECTS)


def assert_told(texts: Mapping[PurePosixPath, str]) -> None:
    """Compile; all that is said must stand inside a file, and print in every format."""
    found = compile(SPECS, texts).diagnostics
    for diagnostic in found:
        assert diagnostic.message
        for place in places(diagnostic):
            assert_inside(place, texts)
    for how in FORMATS:
        assert printed(found, how, texts) or how != "json"


def places(diagnostic: Diagnostic) -> list[Place]:
    return [diagnostic.place, *(place for _, place in diagnostic.related)]


def assert_inside(place: Place, texts: Mapping[PurePosixPath, str]) -> None:
    if place.line == 0:
        assert place.file in {SPECS, *texts}
        return
    text = texts[place.file].removeprefix("\ufeff")
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    assert 1 <= place.line <= len(lines)
    line = lines[place.line - 1]
    assert 1 <= place.column <= len(line) + 1
    assert place.column < place.end_column <= max(len(line) + 1, place.column + 1)


@every_project
@settings(steady, max_examples=60)
@given(data=st.data())
def test_a_good_file_with_broken_lines(folder: str, data: st.DataObject) -> None:
    texts = dict(PROJECTS[folder])
    file = data.draw(st.sampled_from(sorted(texts)))
    texts[file] = data.draw(broken(texts[file]))
    assert_told(texts)


@settings(steady, max_examples=100)
@given(texts=st.dictionaries(st.sampled_from(["a", "b", "project"]), st.text()))
def test_any_text(texts: Mapping[str, str]) -> None:
    assert_told({SPECS / f"{name}.yaml": text for name, text in texts.items()})


@settings(steady, max_examples=150)
@given(text=YAML, name=st.sampled_from(["churn", "project"]))
def test_any_yaml(text: str, name: str) -> None:
    assert_told({**PROJECTS["tests/broken/base/specs"], SPECS / f"{name}.yaml": text})


@settings(steady, max_examples=150)
@given(value=YAML, data=st.data())
def test_any_yaml_at_a_place_of_a_good_file(value: str, data: st.DataObject) -> None:
    texts = dict(PROJECTS["tests/broken/base/specs"])
    file = data.draw(st.sampled_from(sorted(texts)))
    lines = texts[file].split("\n")
    i = data.draw(st.sampled_from([i for i, line in enumerate(lines) if ": " in line]))
    lines[i] = f"{lines[i].partition(': ')[0]}: {value}"
    texts[file] = "\n".join(lines)
    assert_told(texts)
