"""Whatever leaf of the language has another value: if an artifact changes, something is said."""

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from generator.compiler.compile import Compiled, compile
from generator.compiler.diff import changes
from generator.contract.job import Project
from tests.support import cases
from tests.support.fast import fast
from tests.support.language import Exact
from tests.support.projects import SPECS
from tests.support.variations import Part, part

FOLDERS = ("everything", "principal", "assigned", "resources", "services", "steps")
EVERY = 5
"""Of how many places one is tried: all of them take minutes."""
MOST = 1
"""To how many other values a leaf is changed, of those that compile."""


@pytest.fixture(autouse=True, scope="module")
def _fast() -> Iterator[None]:
    with fast():
        yield


PARTS = {
    f"{case}/{file.stem}": (case, file) for case in FOLDERS for file in sorted(cases.CASES[case])
}


def places() -> Iterator[tuple[str, Exact]]:
    """One leaf for every position that a file is the first to have."""
    seen: set[tuple[str, str]] = set()
    for name, (case, file) in PARTS.items():
        sdk = re.findall(r"\bsdk: (v[12])", cases.CASES[case][file])[-1:] or ["project"]
        for exact, leaf in Part(cases.CASES[case], file).leaves.items():
            if (sdk[0], leaf.position) not in seen:
                seen.add((sdk[0], leaf.position))
                yield name, exact


PLACES: dict[str, list[Exact]] = {}
for _name, _exact in islice(places(), 0, None, EVERY):
    PLACES.setdefault(_name, []).append(_exact)


def known(result: Compiled) -> Project:
    assert result.loaded.project is not None
    return result.loaded.project


def bodies(result: Compiled) -> dict[str, str]:
    """The artifacts without the comment in their first line, which names the spec."""
    return {
        str(path): re.sub(r"\A# .*\n", "", each.text) for path, each in result.artifacts.items()
    }


@pytest.mark.parametrize("name", PLACES)
def test_what_changes_an_artifact_is_said(name: str) -> None:
    case, file = PARTS[name]
    here = part(cases.CASES[case], file)
    old = compile(SPECS, here.texts)
    silent: list[Exact] = []
    for exact in PLACES[name]:
        if exact not in here.leaves:
            continue
        for specs in islice(here.variations(exact), MOST):
            new = compile(SPECS, specs)
            if new.errors:
                continue
            said = changes(known(old), known(new))
            back = changes(known(new), known(old))
            if bodies(old) != bodies(new) and not (said and back):
                silent.append(exact)
    assert silent == []
    assert changes(known(old), known(compile(SPECS, here.texts))) == ()
