"""Factory JSON that people wrote, read back into the Calls half of the contract and its places."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from generator.contract.model import Calls, Target
from generator.contract.values import Json
from generator.diagnostics import Place
from generator.factory.read import EVERYTHING
from tests.read.factory_reading import (
    PIPELINE,
    Documents,
    at,
    leaves,
    load,
    pointers,
    read,
    shown,
    values,
    with_other_name,
    with_value,
)

FOLDER = Path(__file__).parent / "factory"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "adf"
RUNS = 20
"""The runs of other pipelines in the corpus."""
CHANGED = "azureml://datastores/changed/paths/changed"

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


# what is read -------------------------------------------------------------------------------------


@every_case
def test_reads_what_is_expected(case: Path) -> None:
    expected = (case / "expected.json").read_text("utf-8")
    # As text, since Python holds 1, 1.0 and true equal.
    assert json.dumps(shown(read(load(case)).half), indent=2) + "\n" == expected


# where it stands ----------------------------------------------------------------------------------


@every_case
def test_everything_has_an_exact_place(case: Path) -> None:
    assert_exact(load(case))


def stands_at(inner: Place, place: Place) -> bool:
    """Whether a place is another, or inside it."""
    return inner.file == place.file and f"{inner.pointer}/".startswith(f"{place.pointer}/")


@every_case
def test_every_value_stands_where_its_place_says(case: Path) -> None:
    """What changes with the text at a place is what has that place, and nothing else."""
    documents = load(case)
    found = read(documents)
    before = values(found.half)
    for path, leaf in before.items():
        place = found.places[path]
        now = values(read(with_value(documents, place, CHANGED)).half)
        assert now.get(path) != leaf, f"{path} does not change with {place}"
        moved = {other for other in before.keys() & now.keys() if now[other] != before[other]}
        assert all(stands_at(found.places[other], place) for other in moved)


@every_case
def test_every_name_stands_where_its_place_says(case: Path) -> None:
    documents = load(case)
    found = read(documents)
    for path, name in leaves(found.half):
        if path[-1:] == (name,) and name != EVERYTHING:
            place = found.places[path]
            now = values(read(with_other_name(documents, place, name)).half)
            assert not any(other[: len(path)] == path for other in now), f"{path} is still there"
            assert len(now) == len(values(found.half))


SCORE = "/properties/activities/1/typeProperties"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), ""),
        (("pipeline",), "/name"),
        (("parameters",), "/properties/parameters"),
        (("parameters", "threshold"), "/properties/parameters/threshold"),
        (("parameters", "threshold", "type"), "/properties/parameters/threshold/type"),
        (("parameters", "threshold", "default"), "/properties/parameters/threshold/defaultValue"),
        (("variables", "endpoint", "default"), "/properties/Variables/endpoint/defaultValue"),
        (("calls", "Score loans"), "/properties/activities/1/name"),
        (("calls", "Score loans", "target"), "/properties/activities/1/type"),
        (("calls", "Score loans", "id"), f"{SCORE}/MLPipelineEndpointId"),
        (("calls", "Score loans", "parameters"), f"{SCORE}/mlPipelineParameters"),
        (
            ("calls", "Score loans", "parameters", "threshold"),
            f"{SCORE}/mlPipelineParameters/threshold/value",
        ),
        (
            ("calls", "Score loans", "parameters", "region/zone"),
            f"{SCORE}/mlPipelineParameters/region~1zone",
        ),
        (
            ("calls", "Score loans", "data", "applications"),
            f"{SCORE}/dataPathAssignments/applications",
        ),
        (
            ("calls", "Score loans", "data", "applications", "path"),
            f"{SCORE}/dataPathAssignments/applications/relativepath/value",
        ),
        (
            ("calls", "Score loans", "data", "reference", "path"),
            f"{SCORE}/dataPathAssignments/reference",
        ),
    ],
)
def test_places_of_a_pipeline(path: tuple[str, ...], pointer: str) -> None:
    found = read(load(FOLDER / "endpoint"))
    assert found.places[path] == Place(PIPELINE, pointer=pointer)


@pytest.mark.parametrize(
    ("path", "file", "pointer"),
    [
        (("daily",), "by_hand.trigger.json", "/name"),
        (("daily", "kind"), "by_hand.trigger.json", "/properties/type"),
        (
            ("daily", "sets", "threshold"),
            "by_hand.trigger.json",
            "/properties/pipelines/1/parameters/threshold",
        ),
        (
            ("window", "sets", "run_date"),
            "window.trigger.json",
            "/properties/pipeline/parameters/run_date/value",
        ),
    ],
)
def test_places_of_firings(path: tuple[str, ...], file: str, pointer: str) -> None:
    found = read(load(FOLDER / "endpoint"))
    assert found.places["firings", *path] == Place(PurePosixPath(file), pointer=pointer)


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        (("parameters",), "/InputData"),
        (("parameters", "limit"), "/InputData/limit/Value"),
        (("parameters", "odd"), "/InputData/odd/JobInputType/value"),
        (("data",), ""),
        (("data", "customers"), "/InputData/customers"),
        (("data", "history", "datastore"), "/InputData/history/Uri/value"),
        (("data", "history", "path"), "/InputData/history/Uri/value"),
        (("data", "scores"), "/outputData/scores"),
        (("experiment",), "/properties/experimentName"),
    ],
)
def test_places_of_a_job(path: tuple[str, ...], pointer: str) -> None:
    found = read(load(FOLDER / "batch")).places["calls", "Submit", *path]
    job = "/properties/activities/2/typeProperties/body/properties"
    assert found == Place(PIPELINE, pointer=job + pointer)


def test_what_an_expression_computes_stands_where_the_expression_does() -> None:
    places = read(load(FOLDER / "batch_glued")).places
    activities = "/properties/activities"
    body = Place(PIPELINE, pointer=f"{activities}/0/typeProperties/body/value")
    report = f"{activities}/2/typeProperties/body/properties/OutputData/report/value"
    assert places["calls", "Replaced", "parameters", EVERYTHING] == body
    assert places["calls", "Replaced", "data", EVERYTHING, "path"] == body
    assert places["calls", "In parts", "data", "report", "datastore"].pointer == report


def test_what_is_missing_stands_where_its_parent_does() -> None:
    found = read(load(FOLDER / "endpoint"))
    sent = found.place(("calls", "Score loans", "parameters", "absent"))
    assert sent.pointer == f"{SCORE}/mlPipelineParameters"
    assert found.place(("nowhere",)) == Place(PIPELINE)


# wrong shapes -------------------------------------------------------------------------------------

JUNK: tuple[Json, ...] = (None, 5, "x", "@item()", [1], {}, {"value": 1, "type": "Expression"})


def variants(documents: Documents) -> Iterator[Documents]:
    """The documents with something of a wrong shape at one place, for every place in them."""
    for file, content in documents.items():
        for found in pointers(content):
            for junk in JUNK:
                yield with_value(documents, Place(file, pointer=found), junk)


def assert_exact(documents: Documents) -> Calls:
    found = read(documents)
    for path, _ in leaves(found.half):
        place = found.places[path]
        at(documents[place.file], place.pointer)
    return found.half


@every_case
def test_no_shape_raises_or_goes_without_a_place(case: Path) -> None:
    for documents in variants(load(case)):
        assert_exact(documents)


def test_a_call_stays_whatever_shape_its_settings_have() -> None:
    documents = load(FOLDER / "endpoint")
    settings = (found for found in pointers(documents[PIPELINE]) if found.startswith(SCORE))
    for found in settings:
        for junk in JUNK:
            changed = with_value(documents, Place(PIPELINE, pointer=found), junk)
            assert list(read(changed).half.calls) == ["Score loans"]


# real factories -----------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real factories is not here")
def test_finds_every_call_in_real_pipelines() -> None:
    totals: Counter[Target] = Counter()
    for file in sorted(CORPUS.rglob("pipeline/*.json")):
        text = file.read_text("utf-8-sig")
        half = assert_exact({PurePosixPath(file.name): json.loads(text)})
        found = Counter(call.target for call in half.calls.values())
        published = found[Target.PIPELINE] + found[Target.PIPELINE_ENDPOINT]
        assert published == len(re.findall(r'"type":\s*"AzureMLExecutePipeline"', text))
        assert found[Target.FACTORY_PIPELINE] == len(
            re.findall(r'"type":\s*"ExecutePipeline"', text)
        )
        assert found[Target.BATCH_ENDPOINT] == len(re.findall(r"InputData", text))
        totals += found
    assert totals[Target.PIPELINE] + totals[Target.PIPELINE_ENDPOINT] == 22
    assert (totals[Target.BATCH_ENDPOINT], totals[Target.FACTORY_PIPELINE]) == (2, RUNS)
