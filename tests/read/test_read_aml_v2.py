"""What an SDK v2 pipeline function takes and returns, judged by the SDK where it is installed."""

from pathlib import Path
from typing import Any

import pytest

from generator.contract.model import Offer, Offered, Type
from generator.contract.values import Literal, Undecided
from tests.read.aml_reading import V2, at, offer, read, shown, text

FIXTURES = Path(__file__).parent / "aml"
UNDECIDED = "<undecided at line {}, column {}>"


# the SDK is the judge -----------------------------------------------------------------------------

TAKEN = [
    "a",
    "a=None",
    "a=0.5, b=1, c=True, d='x', e=''",
    "a: float, b: int, c: str, d: bool",
    "a: float = 1, b: int = 2.7, c: int = True, d: float = True, e: str = 5, f: bool = 'TRUE'",
    "a: Input",
    "a: Input()",
    "a: Input(type='uri_folder', path='azureml://x', mode='ro_mount')",
    "a: Input(type=AssetTypes.URI_FILE), b: Input(type='mltable'), c: Input(type='custom_model')",
    "a: Input(type=InputTypes.NUMBER), b: Input(type=InputTypes.BOOLEAN, default='false')",
    "a: Input(type='number', default=0.5), b: Input(type='number', default=1)",
    "a: Input(type='number', default=0.5) = None",
    "a: Input(type='number', default=0.5) = 0.7",
    "a: Input(type='integer', default='5.0'), b: Input(type='string', default=5.50)",
    "a: Input(type='integer', min='1', max=2.9, default=7)",
    "a: Input(type='number', min=-1, max=0, description='d')",
    "a: Input(type='number', optional=True), b: Input(type='string', optional='true')",
    "a: Input(type='number', optional=True, default=1), b: Input(type='number', optional=False)",
    "a: Input(type='uri_folder', optional=True), b: Input(type='uri_file') = None",
    "a: Input(type=None), b: Input(type=None, description=None)",
    "a: float, b: float = 1.5, *, c: float, d: float = 2.5, e: float",
    "a: Input(type='folder')",
    "a: str = InputOutputModes.RO_MOUNT, b=AssetTypes.MLTABLE",
]


@pytest.mark.parametrize("signature", TAKEN)
def test_inputs_are_what_the_sdk_makes_of_them(signature: str) -> None:
    source = (
        f"{V2}@pipeline\ndef job({signature}):\n    '''Do.\n\n    Args:\n        a (x): First\n"
    )
    source += "            and more: less\n        b: Second\n            continued\n    '''\n"
    (built,) = build(source)
    assert text(shown(offer(source))) == text(built)


@pytest.mark.parametrize(
    "docstring",
    [
        "Do.\n\n    args:\n    a: First\n    b :Second: more\n\n    c: no more",
        "Args:\n    a first\n    b: Second",
        "Args:\n    a: First\n    Args:\n    b: Second\n",
        "Args:\n    a:\n        First\n        goes on\n    b (str, optional): ",
        "Arguments:\n    a: First",
        "Args: a: First",
        "Args:\n\n    a: First",
        "a: First",
        "",
    ],
)
def test_descriptions_are_what_the_sdk_makes_of_a_docstring(docstring: str) -> None:
    signature = "a: Input(type='string', description='own'), b: float = 1"
    source = f"{V2}@pipeline\ndef job({signature}):\n    '''{docstring}'''\n"
    (built,) = build(source)
    assert text(shown(offer(source))) == text(built)


def test_a_description_stands_where_its_first_line_does() -> None:
    source = f"{V2}@pipeline\ndef job(a: float, b: float):\n"
    source += "    '''Args:\n        a: First\n        b (x): Second\n            goes on'''\n"
    (found,) = read(source)
    places = (found.places["parameters", name, "description"] for name in "ab")
    assert [at(source, place) for place in places] == ["First", "Second"]


@pytest.mark.parametrize("fixture", ["v2_loan", "v2_plain"])
def test_a_fixture_is_what_the_sdk_makes_of_it(fixture: str) -> None:
    source = (FIXTURES / f"{fixture}.py").read_text("utf-8")
    assert text([shown(each.half) for each in read(source)]) == text(build(source))


@pytest.mark.parametrize(
    "body",
    [
        "return {'a': step.outputs.file, 'b': step.outputs.folder}",
        "return {'a': step.outputs['file'], **{'b': step.outputs['folder']}}",
        "return dict(a=step.outputs.file, **dict(b=step.outputs.folder))",
        "return dict({'a': step.outputs.file}, b=step.outputs.folder)",
        "found = {'a': step.outputs.file}\n    found['b'] = step.outputs.folder\n    return found",
        "found = {}\n    found.update({'a': step.outputs.file}, b=step.outputs.folder)\n"
        "    return found",
        "found = step.outputs.file\n    return {'a': found}",
        "if True:\n        return {'a': step.outputs.file}\n    return {'b': step.outputs.folder}",
        "again = step()\n    return {'a': again.outputs.file}",
        "return {}",
        "return None",
        "return",
        "pass",
    ],
)
def test_outputs_are_what_the_sdk_makes_of_them(body: str) -> None:
    source = f"""{V2}
@pipeline(name="job")
def job():
    outputs = {{"file": Output(type=AssetTypes.URI_FILE), "folder": Output(type="uri_folder")}}
    step = command(name="s", command="ls", environment="azureml:e:1", outputs=outputs)
    {body}
"""
    (built,) = build(source)
    found = shown(offer(source))
    assert isinstance(found, dict)
    found["data"] = {name: found["data"][name] for name in built["data"]}  # of two returns, one is
    assert text(found) == text(built)


def build(source: str) -> list[dict[str, Any]]:
    """The pipelines in a source, as the SDK builds them when it is run."""
    pytest.importorskip("azure.ai.ml")
    names: dict[str, Any] = {"__name__": "judged"}
    exec(compile(source, "judged.py", "exec", dont_inherit=True), names)
    return [built(each) for each in names.values() if hasattr(each, "_pipeline_builder")]


def built(function: Any) -> dict[str, Any]:
    builder = function._pipeline_builder
    inputs = {name: one_input(item) for name, item in builder.inputs.items()}
    slots = {name: item for name, item in inputs.items() if "role" in item}
    outputs = {name: slot("output", item.type) for name, item in function().outputs.items()}
    return {
        "sdk": "v2",
        "pipeline": builder.name,
        "parameters": {name: item for name, item in inputs.items() if name not in slots},
        "data": slots | outputs,
    }


def one_input(item: Any) -> dict[str, Any]:
    said = {
        "type": item.type,
        "default": item.get("default"),
        "minimum": item.get("min"),
        "maximum": item.get("max"),
        "description": item.description,
    }
    left_out = bool(item.optional) and said["default"] is None
    if item.type in (None, "string", "integer", "number", "boolean"):
        known = {name: value for name, value in said.items() if value is not None}
        if not said["description"]:
            known.pop("description", None)
        return known | ({"default": None} if left_out else {})
    nowhere = {"default": {"datastore": None, "path": None}}
    return slot("input", item.type) | (nowhere if left_out else {})


def slot(role: str, kind: str) -> dict[str, Any]:
    return {"role": role, "kind": "file" if kind == "uri_file" else "folder"}


# what only running it would tell, and what the SDK refuses ----------------------------------------


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("a: 'float'", Offered(Type.NUMBER)),
        ("a: float = 1, /, *rest, **more", Offered(Type.NUMBER, Literal(1.0))),
        ("a: float = 'many'", Offered(Type.NUMBER, Literal("many"))),
        ("a: bool = 'yes'", Offered(Type.BOOLEAN, Literal("yes"))),
        ("a: int = '1e999'", Offered(Type.INTEGER, Literal("1e999"))),
        ("a: float = 'nan'", Offered(Type.NUMBER, Literal("nan"))),
        ("a: float = read()", Offered(Type.NUMBER, Undecided("computed by read()"))),
        ("a=read()", Offered(None, Undecided("computed by read()"))),
        ("a: list[float]", Offered(None, Undecided("its type is computed by list[float]"))),
        ("a: None", Offered(None, Undecided("its type is computed by None"))),
        (
            "a: Output(type='number')",
            Offered(None, Undecided("its type is computed by Output(type='number')")),
        ),
        ("a: Input(type=kind)", Offered(None, Undecided("its type is computed by kind"))),
        (
            "a: Input(type=['uri_file'])",
            Offered(None, Undecided("its type is computed by ['uri_file']")),
        ),
        ("a: Input(**spec)", Offered(None, Undecided("its type is computed by spec"))),
        ("a: Input(type='number', min=low(), max='x')", Offered(Type.NUMBER)),
        (
            "a: Input(type='string', optional=maybe)",
            Offered(Type.STRING, Undecided("computed by maybe")),
        ),
        ("a: Input(type='string', description=tell())", Offered(Type.STRING)),
    ],
)
def test_what_is_computed_is_undecided(signature: str, expected: Offered) -> None:
    assert offer(f"{V2}@pipeline\ndef job({signature}): ...").parameters == {"a": expected}


@pytest.mark.parametrize(
    ("result", "column"),
    [("make()", 12), ("{**make()}", 15), ("{name: 1}", 13), ("{1: 1}", 13), ("dict(make())", 17)],
)
def test_an_output_without_a_known_name_is_kept(result: str, column: int) -> None:
    found = offer(f"{V2}@pipeline\ndef job():\n    return {result}")
    assert found.data.keys() == {UNDECIDED.format(7, column)}
    (found_slot,) = found.data.values()
    assert found_slot.default is not None
    assert isinstance(found_slot.default.path, Undecided)


@pytest.mark.parametrize("made", ["{'a': 1, **found}", "dict(found, a=1)", "dict(a=1, **found)"])
def test_a_dict_that_is_made_of_itself_is_read_once(made: str) -> None:
    found = offer(f"{V2}@pipeline\ndef job():\n    found = {made}\n    return found")
    assert found.data.keys() == {"a"}


@pytest.mark.parametrize(
    "maker",
    ["azure.ai.ml.command", "azure.ai.ml.spark", "azure.ai.ml.parallel.parallel_run_function"],
)
def test_a_kind_is_known_where_the_step_is_made_in_this_file(maker: str) -> None:
    outputs = "outputs={'a': Output(type='uri_file')}"
    for step in (f"{maker}({outputs})", f"{maker}({outputs})(x=1)", f"other({outputs})"):
        body = f"step = {step}\n    return {{'a': step.outputs.a}}"
        found = offer(f"{V2}import azure.ai.ml.parallel\n@pipeline\ndef job():\n    {body}")
        assert found.data["a"].kind == ("folder" if step.startswith("other") else "file")


def test_a_dict_that_is_replaced_is_not_known() -> None:
    body = "found = {'a': 1}\n    found |= make()\n    return found"
    found = offer(f"{V2}@pipeline\ndef job():\n    {body}")
    assert found.data.keys() == {UNDECIDED.format(9, 12)}


@pytest.mark.parametrize(
    ("header", "decorator"),
    [
        ("from azure.ai.ml.dsl import pipeline", "pipeline"),
        ("from azure.ai.ml.dsl import pipeline as p", "p()"),
        ("from azure.ai.ml.dsl import *", "pipeline()"),
        ("from azure.ai.ml import dsl", "dsl.pipeline"),
        ("import azure.ai.ml.dsl", "azure.ai.ml.dsl.pipeline()"),
        ("import azure.ai.ml.dsl as d", "d.pipeline(display_name='x')"),
        ("from azure.ai import ml", "ml.dsl.pipeline(name=None)"),
        ("from azure.ai.ml import dsl\nours = dsl.pipeline", "ours"),
    ],
)
def test_a_pipeline_is_known_by_its_decorator(header: str, decorator: str) -> None:
    assert offer(f"{header}\n@{decorator}\ndef job(): ...") == Offer("v2", "job")


@pytest.mark.parametrize(
    ("header", "decorator"),
    [
        ("from kfp import dsl", "dsl.pipeline"),
        ("from kfp.dsl import pipeline", "pipeline(name='x')"),
        ("from .dsl import pipeline", "pipeline"),
        ("from azure.ai.ml import dsl", "dsl.component"),
        ("from azure.ai.ml import dsl\n", "dsl.pipeline.other"),
        ("def pipeline(f): ...", "pipeline"),
        ("", "pipeline"),
        ("from azure.ai.ml import dsl", "make(dsl.pipeline)"),
    ],
)
def test_another_decorator_makes_no_pipeline(header: str, decorator: str) -> None:
    assert read(f"{header}\n@{decorator}\ndef job(): ...") == ()


def test_every_pipeline_of_a_file_is_read_in_its_order() -> None:
    source = f"""{V2}
class Jobs:
    @pipeline(name="one")
    def second(x: float): ...

def build():
    @staticmethod
    @pipeline
    async def two(): ...
    return two

@pipeline(name=named())
def three(): ...
"""
    assert [each.half.pipeline for each in read(source)] == ["one", "two", UNDECIDED.format(16, 16)]


def test_both_sdks_in_one_file() -> None:
    source = (
        f"{V2}@pipeline\ndef job(): ...\nfrom azureml.pipeline.core import PipelineParameter as P\n"
    )
    first, second = read(f"{source}step(P('p', 1))")
    assert (first.half.sdk, first.half.pipeline) == ("v1", "")
    assert (second.half.sdk, second.half.pipeline) == ("v2", "job")


def test_inputs_that_the_decorator_takes_out_are_none() -> None:
    for word in ("non_pipeline_inputs", "non_pipeline_parameters"):
        source = f"{V2}LEFT = ['b']\n@pipeline({word}=LEFT)\ndef job(a: float, b: float): ..."
        assert offer(source).parameters.keys() == {"a"}


def test_a_docstring_that_hides_its_lines_still_has_a_place() -> None:
    source = f"{V2}@pipeline\ndef job(a: float):\n    'Args:\\n a: First'\n"
    (found,) = read(source)
    assert found.half.parameters["a"].description == "First"
    assert found.places["parameters", "a", "description"].line == 7
