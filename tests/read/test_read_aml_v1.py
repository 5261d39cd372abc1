"""What an SDK v1 pipeline publishes, however its code is written."""

import pytest

from generator.contract.model import Offer, Offered, Type
from generator.contract.values import Literal, Undecided, Value
from tests.read.aml_reading import V1, offer, read


@pytest.mark.parametrize(
    ("default", "expected"),
    [
        ('"a"', Offered(Type.STRING, Literal("a"))),
        ("' '", Offered(Type.STRING, Literal(" "))),
        ('"a" "b"', Offered(Type.STRING, Literal("ab"))),
        ("5", Offered(Type.INTEGER, Literal(5))),
        ("-5", Offered(Type.INTEGER, Literal(-5))),
        ("0", Offered(Type.INTEGER, Literal(0))),
        ("5.0", Offered(Type.NUMBER, Literal(5.0))),
        ("1e-7", Offered(Type.NUMBER, Literal(1e-7))),
        ("True", Offered(Type.INTEGER, Literal("True"))),
        ("False", Offered(Type.INTEGER, Literal("False"))),
        ('""', Offered(None)),
        ("None", Offered(None)),
        ("[1, 2]", Offered(None, Undecided("computed by [1, 2]"))),
        ("1e999", Offered(None, Undecided("computed by 1e999"))),
        ("b'a'", Offered(None, Undecided("computed by b'a'"))),
        ("int('5')", Offered(None, Undecided("computed by int('5')"))),
        ("*pair", Offered(None, Undecided("computed by pair"))),
        ("**spec", Offered(None, Undecided("computed by spec"))),
    ],
)
def test_a_v1_parameter_has_the_type_that_the_sdk_publishes(
    default: str, expected: Offered
) -> None:
    found = offer(f'{V1}step(PipelineParameter("p", {default}))').parameters["p"]
    assert found == expected
    assert (
        isinstance(found.default, Undecided) or found.default is None or same_kind(found, expected)
    )


def same_kind(one: Offered, other: Offered) -> bool:
    return repr(one.default) == repr(other.default)  # True == 1 == 1.0


@pytest.mark.parametrize(
    "header",
    [
        "from azureml.pipeline.core import PipelineParameter as P",
        "from azureml.pipeline.core.graph import PipelineParameter as P",
        "from azureml.pipeline.core import *\nP = PipelineParameter",
        "import azureml.pipeline.core\nP = azureml.pipeline.core.PipelineParameter",
        "import azureml.pipeline.core as apc\nP = apc.graph.PipelineParameter",
        "from azureml.pipeline import core\nmodule = core\nP = module.PipelineParameter",
        "import azureml\nP = azureml.pipeline.core.PipelineParameter",
        "try:\n    from azureml.pipeline.core import PipelineParameter as P\n"
        "except ImportError:\n    P = None",
        "def load():\n    global P\n    from azureml.pipeline.core import PipelineParameter as P",
    ],
)
def test_a_thing_is_known_by_where_it_is_imported_from(header: str) -> None:
    assert offer(f'{header}\nstep(P("p", 1))').parameters.keys() == {"p"}


@pytest.mark.parametrize(
    "header",
    [
        "from mylib import PipelineParameter as P",
        "from .core import PipelineParameter as P",
        "from azureml.pipeline.core import Schedule as P",
        "def P(*_): ...",
        "from azureml.pipeline.core import PipelineParameter\nclass P: ...",
        "P = P.P",
        "P = Q\nQ = P",
    ],
)
def test_a_thing_is_not_known_by_its_name(header: str) -> None:
    assert read(f'{header}\nstep(P("p", 1))') == ()


USED = [
    'step(PipelineParameter("p", 1))',
    'step(arguments=["--p", PipelineParameter("p", 1)])',
    'p = PipelineParameter("p", 1)\nstep(p)',
    'p: object = PipelineParameter("p", 1)\nstep(arguments=["--p", p])',
    'p = q = PipelineParameter("p", 1)\nstep(q)',
    'p = PipelineParameter("p", 1)\nq = p\nstep(q)',
    'p = PipelineParameter("p", 1), DataPathComputeBinding()\nstep(inputs=[p])',
    'p = {"p": PipelineParameter("p", 1)}\nstep(p["p"])',
    'p = {"p": PipelineParameter("p", 1)}\nstep(p[name])',
    'p = {"p": PipelineParameter("p", 1)}\nstep(*p.values())',
    'p = {"q": {"p": PipelineParameter("p", 1)}}\nstep(p["q"]["p"])',
    'p = [PipelineParameter("p", 1)]\nfor each in p:\n    step(each)',
    'p = [PipelineParameter("p", 1)]\nstep([each for each in p])',
    'p = []\np.append(PipelineParameter("p", 1))',
    'p = []\np += [PipelineParameter("p", 1)]\nstep(p)',
    'step(arguments=["--q"] + ["--p", PipelineParameter("p", 1)])',
    'step(p := PipelineParameter("p", 1))',
    'if (p := PipelineParameter("p", 1)):\n    step(p)',
    'self.p = PipelineParameter("p", 1)',
    'def make():\n    return PipelineParameter("p", 1)',
    'make = lambda: PipelineParameter("p", 1)',
    'def make(p=PipelineParameter("p", 1)): ...',
    'p = PipelineParameter("p", 1)\ndef build():\n    step(p)',
    'step(PipelineParameter("p", 1) if flag else None)',
    'p, q = PipelineParameter("p", 1), 2\nstep(p)',
    'a = b\nb = a = PipelineParameter("p", 1)\nstep(a)',
    'class Job(base, p=PipelineParameter("p", 1)): ...',
]
UNUSED = [
    'p = PipelineParameter("p", 1)',
    'PipelineParameter("p", 1)',
    'p = PipelineParameter("p", 1)\nstep(f"--p={p}")',
    'step(f"""{PipelineParameter("p", 1)}""")',
    'p = PipelineParameter("p", 1)\nstep(str(p), repr(p), format(p), "{}".format(p), "%s" % p)',
    'p = PipelineParameter("p", 1)\nprint(p)\nlogger.info("%s", p)',
    'p = PipelineParameter("p", 1)\nstep("--p", p.name, p.default_value)',
    'p = PipelineParameter("p", 1)\nassert p\nif p == 1 or not p:\n    pass',
    'p = PipelineParameter("p", 1)\ndef build(p):\n    step(p)',
    'p = {"p": PipelineParameter("p", 1), "q": 2}\nstep(p["q"])',
    'p, q = PipelineParameter("p", 1), 2\nstep(q)',
    'p = PipelineParameter("p", 1)\nq = p\np = q',
]


@pytest.mark.parametrize("code", USED)
def test_what_a_step_uses_is_published(code: str) -> None:
    assert offer(V1 + code).parameters == {"p": Offered(Type.INTEGER, Literal(1))}


@pytest.mark.parametrize("code", UNUSED)
def test_what_no_step_uses_is_not_published(code: str) -> None:
    assert read(V1 + code) == ()
    assert offer(f"{V1}{code}\nPipeline(ws, [])") == Offer("v1", "")


STORE = Undecided("computed by store")


@pytest.mark.parametrize(
    ("data_path", "datastore", "path"),
    [
        ('DataPath(Datastore.get(ws, "lake"), "in")', Literal("lake"), Literal("in")),
        ('DataPath(Datastore(ws, "lake"), "in")', Literal("lake"), Literal("in")),
        (
            'DataPath(path_on_datastore="in", datastore=Datastore(workspace=ws, name="lake"))',
            Literal("lake"),
            Literal("in"),
        ),
        (
            'DataPath(Datastore.get(datastore_name="lake", workspace=ws), f"a/{1}")',
            Literal("lake"),
            Literal("a/1"),
        ),
        ('DataPath("lake")', Literal("lake"), Literal("")),
        ('DataPath(store, "in")', STORE, Literal("in")),
        ('DataPath(Datastore.get(ws, store), "in")', STORE, Literal("in")),
        (
            'DataPath(Datastore.get_default(ws), "a" + b)',
            Undecided("computed by Datastore.get_default(ws)"),
            Undecided('computed by "a" + b'),
        ),
        ("DataPath(**store)", STORE, STORE),
        *(
            (code, Undecided(f"computed by {code}"), Undecided(f"computed by {code}"))
            for code in (
                'Dataset.get_by_name(ws, "d")',
                'Dataset.File.from_files((store, "in"), validate=False)',
                'Dataset.Tabular.from_delimited_files("a.csv").take(5)',
            )
        ),
    ],
)
def test_data_is_no_parameter_in_v1(data_path: str, datastore: Value, path: Value) -> None:
    for code in (
        f'step(PipelineParameter("p", {data_path}))',
        f'd = {data_path}\np = PipelineParameter(name="p", default_value=d)\nstep(p)',
    ):
        found = offer(V1 + code)
        assert not found.parameters
        assert found.data["p"].role == "input"
        default = found.data["p"].default
        assert default is not None
        assert (default.datastore, default.path) == (datastore, path)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('"o", (Datastore(ws, "lake"), "out")', ("o", Literal("lake"), Literal("out"))),
        ('"o", destination=("lake", "out")', ("o", Literal("lake"), Literal("out"))),
        (
            '"o", destination=("lake", PipelineParameter("p", "a"))',
            ("o", Literal("lake"), Undecided('computed by PipelineParameter("p", "a")')),
        ),
        ('"o", destination=("lake",)', ("o", Literal("lake"), Undecided('computed by ("lake",)'))),
        ('"o", destination=where', ("o", *[Undecided("computed by where")] * 2)),
        (
            'destination=("lake", "out")',
            (
                "<undecided at line 6, column 6>",
                *[
                    Undecided(
                        "its name is computed by "
                        'OutputFileDatasetConfig(destination=("lake", "out"))'
                    )
                ]
                * 2,
            ),
        ),
    ],
)
def test_an_output_with_a_destination_is_data(
    arguments: str, expected: tuple[str, Value, Value]
) -> None:
    name, datastore, path = expected
    code = f"step(OutputFileDatasetConfig({arguments}).as_upload())\nPipeline(ws, [])"
    found = offer(V1 + code).data
    assert found.keys() == {name}
    assert found[name].role == "output"
    default = found[name].default
    assert default is not None
    assert (default.datastore, default.path) == (datastore, path)


@pytest.mark.parametrize("arguments", ['"o"', '"o", None', "", '"o", source="out"'])
def test_an_output_without_a_destination_stays_between_steps(arguments: str) -> None:
    code = f"step(OutputFileDatasetConfig({arguments}).as_upload())\nPipeline(ws, [])"
    assert offer(V1 + code) == Offer("v1", "")


@pytest.mark.parametrize(
    "code", ["o = output", "step(f'{output}')", "o = output.as_upload()\nprint(o)", "print(output)"]
)
def test_an_output_that_no_step_uses_is_not_written(code: str) -> None:
    code = code.replace("output", 'OutputFileDatasetConfig("o", ("lake", "out"))')
    assert offer(f"{V1}{code}\nPipeline(ws, [])") == Offer("v1", "")


def test_an_output_alone_is_no_pipeline() -> None:
    assert read(f'{V1}ScriptRunConfig(OutputFileDatasetConfig("o", ("lake", "out")))') == ()


def test_what_is_asked_of_a_dataset_is_no_dataset() -> None:
    found = offer(f'{V1}step(PipelineParameter("p", Dataset.get_by_name(ws, "d").name))')
    assert found.parameters.keys() == {"p"}
    assert not found.data


def test_what_is_declared_twice_and_not_alike_is_undecided() -> None:
    (reading,) = read(
        V1
        + 'step(PipelineParameter("a", 1), PipelineParameter("a", 1))\n'
        + 'step(PipelineParameter("b", 1))\nstep(PipelineParameter("b", 2))\n'
        + 'step(OutputFileDatasetConfig("c", ("lake", "x")))\n'
        + 'step(OutputFileDatasetConfig("c", ("lake", "y")))\n'
    )
    found = reading.half
    assert found.parameters["a"] == Offered(Type.INTEGER, Literal(1))
    twice = Undecided("declared once more, and not alike, at line 8")
    assert found.parameters["b"] == Offered(Type.INTEGER, twice)
    default = found.data["c"].default
    assert default is not None
    assert default.path == Undecided("declared once more, and not alike, at line 10")
    assert reading.places["parameters", "b", "default"].line == 8
    assert reading.places["data", "c", "default", "path"].line == 10
