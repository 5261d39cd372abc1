"""Ways in which one side of a job does not fit the other, or itself, each by one edit."""

import re
from collections.abc import Mapping

from generator.contract.model import Sdk
from tests.local.run.small import AML, DAILY, FACTORY, SCRIPT

Edit = tuple[str, str, str]
"""A file, a piece of text in it, and what stands there instead."""

_THRESHOLD_SENT = '"threshold": {\n\t\t\t\t\t\t\t"value"'
_WORDS_SENT = '"dataPathAssignments": {\n\t\t\t\t\t\t"words"'
_OWN_PARSER = """\
import argparse
    parser = argparse.ArgumentParser()
    for name in ("--threshold", "--top"):
        parser.add_argument(name)
    given = parser.parse_args()"""
_ANOTHER = """\
"top": {"DataStoreName": "lake", "RelativePath": "x"},
\t\t\t\t\t\t"words\""""

BROKEN: Mapping[Sdk, Mapping[str, Edit]] = {
    "v1": {
        "a name that AML does not know": (
            FACTORY,
            _THRESHOLD_SENT,
            _THRESHOLD_SENT.replace("threshold", "tresholdd"),
        ),
        "a name that the factory does not know": (
            AML,
            'PipelineParameter("threshold"',
            'PipelineParameter("limit"',
        ),
        "a data path among the parameters": (
            FACTORY,
            '"mlPipelineParameters": {',
            '"mlPipelineParameters": {\n"words": "lake/words",',
        ),
        "a parameter among the data paths": (
            FACTORY,
            _WORDS_SENT,
            _WORDS_SENT.replace('"words"', _ANOTHER),
        ),
        "data that AML does not know": (
            FACTORY,
            _WORDS_SENT,
            _WORDS_SENT.replace('"words"', '"word"'),
        ),
        "a data path without its datastore": (FACTORY, '"DataStoreName": "lake",', ""),
        "a datastore that nobody has": (
            FACTORY,
            '"DataStoreName": "lake"',
            '"DataStoreName": "lakes"',
        ),
        "a path where nothing is": (FACTORY, "concat('words/'", "concat('word/'"),
        "a path that leads out": (FACTORY, "concat('words/'", "concat('../words/'"),
        "no id": (FACTORY, '"mlPipelineEndpointId"', '"mlPipelineEndpoint"'),
        "both ids": (
            FACTORY,
            '"mlPipelineEndpointId"',
            '"mlPipelineId": "00000000-0000-0000-0000-000000000001",\n"mlPipelineEndpointId"',
        ),
        "a linked service that is not there": (
            FACTORY,
            '"referenceName": "aml"',
            '"referenceName": "ml"',
        ),
        "a parameter that is not declared": (FACTORY, "parameters.top)", "parameters.tops)"),
        "a variable that is not declared": (
            FACTORY,
            "@variables('aml_pipeline_endpoint_id')",
            "@variables('pipeline_endpoint_id')",
        ),
        "a function that there is not": (
            FACTORY,
            "@string(pipeline().parameters.top)",
            "@text(pipeline().parameters.top)",
        ),
        "a default of another type": (FACTORY, '"defaultValue": 3', '"defaultValue": "three"'),
        "a trigger that names another parameter": (DAILY, '"run_date"', '"rundate"'),
        "a trigger that gives no date": (
            DAILY,
            '"run_date": "@formatDateTime(trigger().scheduledTime, \'yyyy-MM-dd\')"',
            "",
        ),
        "a trigger of another pipeline": (
            DAILY,
            '"referenceName": "small"',
            '"referenceName": "smal"',
        ),
        "a value that the script refuses": (FACTORY, '"defaultValue": 0.5', '"defaultValue": 1.5'),
        "an argument that the script does not know": (AML, '"--threshold"', '"--treshold"'),
        "a script that is not there": (AML, '"publish_scores.py"', '"publish_score.py"'),
        "an entry script that is not there": (AML, '"score.py"', '"scores.py"'),
        "a varying path into a parallel step": (
            AML,
            'inputs=[words_staged.as_input("words_staged")]',
            "inputs=[words]",
        ),
        "no value for a parameter": (AML, 'default_value="none"', "default_value=None"),
        "data that no step writes": (
            AML,
            "            words_staged,\n",
            "            words_stage,\n",
        ),
        "a setting that there is not": (AML, "run_max_try=3", "max_try=3"),
        "code that is no Python": (AML, "def build(", "def build):"),
        "a script that gives nothing": (SCRIPT, "    return [", "    ["),
        "a script that fails for one file": (
            SCRIPT,
            "    return [",
            "    assert len(mini_batch) > 1, 'alone'\n    return [",
        ),
        "a script that takes only its own arguments": (SCRIPT, "given = parse(Score)", _OWN_PARSER),
    },
    "v2": {
        "an input that AML does not know": (
            FACTORY,
            '"threshold": {\n\t\t\t\t\t\t\t\t\t"JobInputType"',
            '"tresholdd": {\n\t\t\t\t\t\t\t\t\t"JobInputType"',
        ),
        "an input of another type": (
            FACTORY,
            '"Value": "@pipeline().parameters.top"',
            '"Value": "three"',
        ),
        "an input that is no literal": (
            FACTORY,
            '"JobInputType": "UriFolder"',
            '"JobInputType": "Literal"',
        ),
        "a file for a folder": (
            FACTORY,
            '"JobInputType": "UriFolder"',
            '"JobInputType": "UriFile"',
        ),
        "a kind of input that there is not": (
            FACTORY,
            '"JobInputType": "UriFolder"',
            '"JobInputType": "Folder"',
        ),
        "an output that AML does not know": (FACTORY, '"scores": {', '"score": {'),
        "a number out of its bounds": (FACTORY, '"defaultValue": 0.5', '"defaultValue": 1.5'),
        "an input that is not sent": (
            AML,
            'top: Input(type="integer"',
            'last: Input(type="string"),\n    top: Input(type="integer"',
        ),
        "an endpoint that there is not": (FACTORY, "https://small.", "https://smal."),
        "a status that nobody reads": (FACTORY, ".output.properties.status", ".output.status"),
        "an input of a step that is not connected": (
            AML,
            "score_component(words=words, ",
            "score_component(",
        ),
        "an argument of no input": (AML, "${{inputs.top}}", "${{inputs.tops}}"),
        "an output that the step does not have": (
            AML,
            "score.outputs.scores",
            "score.outputs.score",
        ),
    },
}


def slug(name: str) -> str:
    """A name as that of a file."""
    return re.sub(r"\W+", "_", name)
