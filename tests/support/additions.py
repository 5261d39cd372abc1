"""Things that nobody specified, added to either side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.contract.values import Json
from generator.diagnostics import Code, Place
from tests.support import edits
from tests.support.grounds import Ground
from tests.support.mutations import Edit

SENT = "/properties/activities/0/typeProperties"
SPEC = "in the spec"


@dataclass(frozen=True)
class Addition:
    """Something added, and what is said of it.

    `at` is a JSON pointer to what is added (below the factory's folder, in `file` if not in the
    pipeline), or text of the AML pipeline that `new` is put in front of. `marked` is the part of
    `new` that the place shows.
    """

    name: str
    case: str
    at: str
    new: Json
    code: Code
    says: str
    related: Sequence[str] = (SPEC,)
    file: str = ""
    marked: str = ""


ADDITIONS = [
    Addition(
        "a parameter sent to v1",
        "loan_v1",
        f"{SENT}/mlPipelineParameters/extra",
        "a",
        Code.SENT_NOT_OFFERED,
        "activity 'Score applications' sends 'extra', which the AML pipeline does not define",
        ("defined at", SPEC),
    ),
    Addition(
        "a parameter sent to v2",
        "loan_v2",
        f"{SENT}/body/properties/InputData/extra",
        {"JobInputType": "Literal", "Value": "a"},
        Code.SENT_NOT_OFFERED,
        "sends 'extra', which the AML pipeline does not define",
        ("defined at", SPEC),
        marked="Value",
    ),
    Addition(
        "a parameter sent a second time, as data",
        "loan_v1",
        f"{SENT}/dataPathAssignments/threshold",
        {"DataStoreName": "lake", "RelativePath": "a"},
        Code.WRONG_SLOT,
        "sends 'threshold' as data, but the AML pipeline takes it as a parameter",
        ("defined at", SPEC),
    ),
    Addition(
        "data sent a second time, as a parameter",
        "full_v1",
        f"{SENT.replace('0', '6')}/mlPipelineParameters/customers",
        "lake/a",
        Code.WRONG_SLOT,
        "sends 'customers' as a parameter, but the AML pipeline takes it as data",
        ("defined at", SPEC),
    ),
    Addition(
        "data assigned in v1",
        "loan_v1",
        f"{SENT}/dataPathAssignments/extra",
        {"DataStoreName": "lake", "RelativePath": "a"},
        Code.SENT_NOT_OFFERED,
        "sends 'extra', which the AML pipeline does not define",
        ("defined at", SPEC),
    ),
    Addition(
        "a place for the output of v1",
        "loan_v1",
        f"{SENT}/dataPathAssignments/scores",
        {"DataStoreName": "lake", "RelativePath": "a"},
        Code.SENT_NOT_OFFERED,
        "sends 'scores', which the AML pipeline does not define",
        ("defined at", SPEC),
    ),
    Addition(
        "data sent to v2",
        "full_v2",
        f"{SENT}/body/properties/InputData/extra",
        {"JobInputType": "UriFolder", "Uri": "azureml://datastores/lake/paths/a"},
        Code.SENT_NOT_OFFERED,
        "sends 'extra', which the AML pipeline does not define",
        ("defined at", SPEC),
    ),
    Addition(
        "an output asked of v2",
        "full_v2",
        f"{SENT}/body/properties/OutputData/extra",
        {"JobOutputType": "UriFolder", "Uri": "azureml://datastores/lake/paths/a"},
        Code.SENT_NOT_OFFERED,
        "sends 'extra', which the AML pipeline does not define",
        ("defined at", SPEC),
    ),
    Addition(
        "a version",
        "loan_v1",
        f"{SENT}/version",
        "3",
        Code.NOT_AS_SPECIFIED,
        "the version that activity 'Score applications' calls is '3'; the spec has none",
    ),
    Addition(
        "a parameter of the factory",
        "loan_v1",
        "/properties/parameters/extra",
        {"type": "string", "defaultValue": "a"},
        Code.NOT_AS_SPECIFIED,
        "factory parameter 'extra' is not in the spec",
    ),
    Addition(
        "a default of the factory",
        "full_v2",
        "/properties/parameters/cohort/defaultValue",
        "a",
        Code.NOT_AS_SPECIFIED,
        "the default of factory parameter 'cohort' is 'a'; the spec has none",
    ),
    Addition(
        "a variable",
        "loan_v2",
        "/properties/variables/extra",
        {"type": "String"},
        Code.NOT_AS_SPECIFIED,
        "factory variable 'extra' is not in the spec",
    ),
    Addition(
        "a value that a trigger sets",
        "loan_v1",
        "/properties/pipelines/0/parameters/threshold",
        0.5,
        Code.NOT_AS_SPECIFIED,
        "sets for parameter 'threshold' is 0.5; the spec has none",
        file="trigger/loan_default_daily.json",
    ),
    Addition(
        "a value that a trigger sets for nothing",
        "loan_v2",
        "/properties/pipelines/0/parameters/thresold",
        0.5,
        Code.SENT_NOT_OFFERED,
        "trigger 'loan_default_daily' sets 'thresold', which the factory pipeline does not define",
        ("defined at", SPEC),
        file="trigger/loan_default_daily.json",
    ),
    Addition(
        "a trigger",
        "loan_v1",
        "",
        {
            "name": "extra",
            "properties": {
                "type": "ScheduleTrigger",
                "pipelines": [{"pipelineReference": {"referenceName": "loan_default"}}],
            },
        },
        Code.NOT_AS_SPECIFIED,
        "trigger 'extra' is not in the spec",
        file="trigger/extra.json",
        marked="name",
    ),
    Addition(
        "an activity",
        "loan_v1",
        "/properties/activities/2",
        {"name": "Extra", "type": "AzureMLExecutePipeline", "typeProperties": {}},
        Code.NOT_AS_SPECIFIED,
        "activity 'Extra' is not in the spec",
        marked="name",
    ),
    Addition(
        "a parameter offered by v1",
        "loan_v1",
        "    threshold = PipelineParameter",
        '    zeta = PipelineParameter("extra", default_value=1)\n    prepare_it(zeta)\n',
        Code.NOT_AS_SPECIFIED,
        "AML parameter 'extra' is not in the spec",
        marked='"extra"',
    ),
    Addition(
        "a parameter needed by v1",
        "full_v1",
        "    threshold = PipelineParameter",
        '    zeta = PipelineParameter("extra", default_value="")\n    prepare_it(zeta)\n',
        Code.OFFERED_NOT_SENT,
        "the AML pipeline needs 'extra', but activity 'Score region' does not send it",
        ("sent by", SPEC),
        marked='"extra"',
    ),
    Addition(
        "a parameter offered by v2",
        "loan_v2",
        "threshold: Input(",
        'extra: Input(type="integer", default=1), ',
        Code.NOT_AS_SPECIFIED,
        "AML parameter 'extra' is not in the spec",
        marked="extra",
    ),
    Addition(
        "a parameter needed by v2",
        "full_v2",
        "threshold: Input(",
        'extra: Input(type="integer"), ',
        Code.OFFERED_NOT_SENT,
        "the AML pipeline needs 'extra', but activity \"Score all, it's daily submit\" does not send",
        ("sent by", SPEC),
        marked="extra",
    ),
    Addition(
        "data needed by v2",
        "loan_v2",
        "threshold: Input(",
        'extra: Input(type="uri_file"), ',
        Code.OFFERED_NOT_SENT,
        "the AML pipeline needs 'extra', but activity 'Score applications submit' does not send it",
        ("sent by", SPEC),
        marked="extra",
    ),
    Addition(
        "an output of v1",
        "loan_v1",
        "    run_config = ",
        '    zeta = OutputFileDatasetConfig("extra", destination=("lake", "a"))\n    keep(zeta)\n',
        Code.NOT_AS_SPECIFIED,
        "AML data 'extra' is not in the spec",
        marked='"extra"',
    ),
    Addition(
        "an output of v2",
        "full_v2",
        '"scores": collect',
        '"extra": collect.outputs.scores, ',
        Code.NOT_AS_SPECIFIED,
        "AML data 'extra' is not in the spec",
        marked='"extra"',
    ),
    Addition(
        "a bound of v2",
        "full_v2",
        "default=False",
        "min=1, ",
        Code.NOT_AS_SPECIFIED,
        "the minimum of AML parameter 'dry_run' is 1; the spec has none",
        marked="1",
    ),
]


def made(addition: Addition, ground: Ground) -> Edit:
    """The file with the addition in it, and its place there."""
    if addition.at.startswith("/") or addition.file:
        return _in_json(addition, ground)
    assert isinstance(addition.new, str)
    text = ground.code.read_text("utf-8")
    before, at, after = text.partition(addition.at)
    assert at
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    column += addition.new.split("\n")[0].index(addition.marked)
    place = Place(
        PurePosixPath(ground.code), line + 1, column + 1, column + len(addition.marked) + 1
    )
    return Edit(ground.code, before + addition.new + at + after, place)


def _in_json(addition: Addition, ground: Ground) -> Edit:
    file: Path = ground.output / "factory" / addition.file if addition.file else ground.pipeline
    marked = f"/{addition.marked}" if addition.marked else ""
    place = Place(PurePosixPath(file), pointer=addition.at + marked)
    if not addition.at:
        return Edit(file, edits.printed(addition.new), place)
    return Edit(file, edits.with_new(file.read_text("utf-8"), addition.at, addition.new), place)
