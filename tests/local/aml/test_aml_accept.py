"""What a pipeline refuses to be sent, with its words; the services pass over most of it."""

import pytest

from generator.contract.model import Type
from generator.local.aml import DataRef, Submission
from generator.local.aml.accept import refusals
from generator.local.aml.graph import DataInput, DataOutput, Graph, Parameter

V1 = Graph(
    "v1",
    "job",
    {
        "threshold": Parameter(Type.NUMBER, 0.5),
        "folder": Parameter(Type.STRING, ""),
    },
    {
        "applications": DataInput("", DataRef("lake", "a")),
        "rows": DataInput("dataset", DataRef("lake", "b")),
    },
    {},
    (),
)
V2 = Graph(
    "v2",
    "job",
    {
        "day": Parameter(Type.STRING),
        "rate": Parameter(Type.NUMBER, 0.5, minimum=0, maximum=1),
        "top": Parameter(Type.INTEGER, None, optional=True),
        "flag": Parameter(Type.BOOLEAN, False),
        "mode": Parameter(Type.STRING, "fast", choices=("fast", "slow")),
        "any": Parameter(None, 1),
    },
    {"raw": DataInput("folder"), "names": DataInput("file", optional=True)},
    {"scores": DataOutput("folder")},
    (),
)
FOLDER = {"folder": "f"}
PLACE = DataRef("lake", "x")

CASES_V1: list[tuple[Submission, list[str]]] = [
    (Submission(FOLDER), []),
    (Submission({**FOLDER, "threshold": "1E-07"}, {"applications": PLACE}), []),
    (
        Submission({**FOLDER, "tresholdd": "1"}),
        ["the activity sends 'tresholdd', which p.py does not define (nearest: 'threshold')"],
    ),
    (
        Submission({**FOLDER, "Threshold": "1"}),
        ["the activity sends 'Threshold', which p.py does not define (nearest: 'threshold')"],
    ),
    (
        Submission({**FOLDER, "xyz": "1"}),
        ["the activity sends 'xyz', which p.py does not define" " (it defines: folder, threshold)"],
    ),
    (
        Submission({**FOLDER, "threshold": 0.5}),
        ["parameter 'threshold' is sent as 0.5: SDK v1 takes text only"],
    ),
    (
        Submission({"folder": ""}),
        ["parameter 'folder' is sent an empty text, which Azure ML takes for none"],
    ),
    (
        Submission({"folder": "a\nb"}),
        ["parameter 'folder' is sent a text of several lines, which Azure ML refuses"],
    ),
    (Submission(), ["parameter 'folder' has no default, and is not sent"]),
    (
        Submission({**FOLDER, "applications": "lake/a"}),
        [
            "'applications' is a DataPath in p.py: it is sent in dataPathAssignments,"
            " not in mlPipelineParameters"
        ],
    ),
    (
        Submission(FOLDER, {"threshold": PLACE}),
        [
            "'threshold' is a plain parameter in p.py: it is sent in mlPipelineParameters,"
            " not in dataPathAssignments"
        ],
    ),
    (
        Submission(FOLDER, {"aplications": PLACE}),
        [
            "the activity sends data path 'aplications', which p.py does not define"
            " (nearest: 'applications')"
        ],
    ),
    (
        Submission(FOLDER, {"rows": PLACE}),
        ["'rows' is a dataset in p.py, for which the activity has no slot"],
    ),
    (
        Submission(FOLDER, {"applications": DataRef("lake", "a/../../b")}),
        ["applications: the path 'a/../../b' leads out of its datastore"],
    ),
    (
        Submission(FOLDER, {"applications": DataRef("", "https://x/y")}),
        ["data path 'applications' names no datastore"],
    ),
    (
        Submission(FOLDER, outputs={"scores": PLACE}),
        ["output 'scores' is sent, and SDK v1 writes to fixed places only"],
    ),
]

GIVEN = {"day": "2026-01-05"}
RAW = {"raw": DataRef("lake", "x", "folder")}
CASES_V2: list[tuple[Submission, list[str]]] = [
    (Submission(GIVEN, RAW), []),
    (Submission({**GIVEN, "rate": "1E-07", "top": 3, "flag": "True", "mode": "slow"}, RAW), []),
    (Submission({**GIVEN, "any": "what"}, RAW, {"scores": RAW["raw"]}), []),
    (
        Submission(),
        [
            "input 'day' has no default, and is not sent",
            "input 'raw' is required, and is not sent",
        ],
    ),
    (
        Submission({**GIVEN, "rte": 1}, RAW),
        ["the activity sends input 'rte', which p.py does not define (nearest: 'rate')"],
    ),
    (Submission({**GIVEN, "rate": "much"}, RAW), ["input 'rate' is no number: 'much'"]),
    (Submission({**GIVEN, "rate": True}, RAW), ["input 'rate' is no number: True"]),
    (Submission({**GIVEN, "top": 2.5}, RAW), ["input 'top' is no integer: 2.5"]),
    (Submission({**GIVEN, "flag": "yes"}, RAW), ["input 'flag' is no boolean: 'yes'"]),
    (Submission({"day": ["a"]}, RAW), ["input 'day' is no string: ['a']"]),
    (
        Submission({**GIVEN, "rate": -1}, RAW),
        ["input 'rate' is sent -1, which is below its min, 0"],
    ),
    (
        Submission({**GIVEN, "rate": "1.5"}, RAW),
        ["input 'rate' is sent 1.5, which is above its max, 1"],
    ),
    (
        Submission({**GIVEN, "mode": "quick"}, RAW),
        ["input 'mode' is sent 'quick', which is none of: fast, slow"],
    ),
    (Submission({"day": ""}, RAW), ["input 'day' is sent no value, which Azure ML refuses"]),
    (Submission({"day": None}, RAW), ["input 'day' is sent no value, which Azure ML refuses"]),
    (
        Submission({**GIVEN, "raw": "lake/x"}),
        ["input 'raw' is data (a folder), and is sent the literal 'lake/x'"],
    ),
    (
        Submission({}, {**RAW, "day": DataRef("lake", "x")}),
        [
            "input 'day' is a literal, and is sent the URI azureml://datastores/lake/paths/x",
            "input 'day' has no default, and is not sent",
        ],
    ),
    (
        Submission(GIVEN, {"raw": DataRef("lake", "x", "file")}),
        ["input 'raw' is a folder, and is sent the URI of a file"],
    ),
    (
        Submission(GIVEN, {"raw": DataRef("lake", "../x", "folder")}),
        ["raw: the path '../x' leads out of its datastore"],
    ),
    (
        Submission(GIVEN, {**RAW, "row": DataRef("lake", "x", "folder")}),
        ["the activity sends input 'row', which p.py does not define (nearest: 'raw')"],
    ),
    (
        Submission(GIVEN, RAW, {"score": PLACE}),
        ["the activity sends output 'score', which p.py does not define (nearest: 'scores')"],
    ),
    (
        Submission(GIVEN, RAW, {"scores": DataRef("lake", "x", "file")}),
        ["output 'scores' is a folder, and is sent the URI of a file"],
    ),
    (
        Submission(GIVEN, RAW, {"scores": DataRef("lake", "a/../../x")}),
        ["scores: the path 'a/../../x' leads out of its datastore"],
    ),
]


@pytest.mark.parametrize(
    ("graph", "sent", "messages"),
    [(V1, *case) for case in CASES_V1] + [(V2, *case) for case in CASES_V2],
)
def test_all_that_does_not_fit_is_told(graph: Graph, sent: Submission, messages: list[str]) -> None:
    asked: list[str] = []
    found = refusals(graph, sent, lambda name: asked.append(name), "p.py")
    assert [one.message for one in found] == messages
    assert len(asked) == len(messages)
