"""The graphs of the repository's three jobs, under both SDKs: the code that is generated loads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.local.aml.codec import decode, encode
from generator.local.aml.graph import CommandStep, Graph, Loaded, Step
from generator.local.aml.load import load_graph
from tests.local.aml.conftest import LoadV2
from tests.support import projects, variants

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

STEPS = {
    ("loan_default", "v1"): "stage_applications score* publish_scores",
    ("loan_default", "v2"): "score*",
    ("sentiment", "v1"): "split score* publish_scores",
    ("sentiment", "v2"): "split score*",
    ("customer_behavior", "v1"): "prepare score* publish",
    ("customer_behavior", "v2"): "prepare score* publish",
}
"""The steps of each, in their order; a parallel one has a star."""


@pytest.fixture
def graph_of(tmp_path: Path, load_v2_here: LoadV2) -> Callable[[str, str], Graph]:
    def graph(job: str, sdk: str) -> Graph:
        compiled = projects.compiled(variants.variant(job, sdk, "data_factory"))
        projects.write(compiled, tmp_path)
        folder = tmp_path / "aml" / job
        if sdk == "v1":
            return load_graph("v1", folder / "pipeline.py")
        loaded = load_v2_here(folder)
        assert loaded.graph is not None, loaded.faults
        return loaded.graph

    return graph


def starred(step: Step) -> str:
    return step.name if isinstance(step, CommandStep) else f"{step.name}*"


@pytest.mark.parametrize(("job", "sdk"), STEPS)
def test_generated_code_loads(job: str, sdk: str, graph_of: Callable[[str, str], Graph]) -> None:
    graph = graph_of(job, sdk)
    assert (graph.sdk, graph.name) == (sdk, job)
    assert " ".join(map(starred, graph.steps)) == STEPS[job, sdk]
    seen: set[str] = set()
    for step in graph.steps:
        assert set(step.after) <= seen
        seen.add(step.name)
        assert step.compute
        assert step.environment == job.replace("_", "-")
    # What a process writes, another one reads.
    assert decode(Loaded, encode(Loaded(graph))).graph == graph


def test_both_sdks_offer_the_same_parameters(graph_of: Callable[[str, str], Graph]) -> None:
    v1, v2 = graph_of("customer_behavior", "v1"), graph_of("customer_behavior", "v2")
    assert v1.parameters.keys() - v2.parameters.keys() == {"factory_run_id"}
    assert v1.parameters["horizon"].type == v2.parameters["horizon"].type == "integer"
    assert v1.parameters["horizon"].default == v2.parameters["horizon"].default
    assert (v2.parameters["horizon"].minimum, v2.parameters["horizon"].maximum) == (1, 104)
    assert v2.inputs.keys() == {"transactions"}
    assert v2.outputs.keys() == {"scores"}
    assert v1.outputs == {}
