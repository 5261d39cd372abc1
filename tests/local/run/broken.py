"""Ways in which one side of a job does not fit the other, or itself, each by one edit."""

from dataclasses import dataclass

from generator.contract.model import Sdk
from tests.local.run.small import AML, DAILY, FACTORY, SCRIPT


@dataclass(frozen=True, slots=True)
class Broken:
    """An edit of one file of the small job, and what a user has to be told then."""

    name: str
    sdk: Sdk
    file: str
    old: str
    new: str
    told: tuple[str, ...]


V1 = [
    (
        "a name that AML does not know",
        FACTORY,
        '"threshold": {\n\t\t\t\t\t\t\t"value": "@string',
        '"tresholdd": {\n\t\t\t\t\t\t\t"value": "@string',
    ),
    (
        "a name that the factory does not know",
        AML,
        'PipelineParameter("threshold"',
        'PipelineParameter("limit"',
    ),
    (
        "a data path among the parameters",
        FACTORY,
        '"mlPipelineParameters": {',
        '"mlPipelineParameters": {"words": "lake/words",',
    ),
    (
        "a parameter among the data paths",
        FACTORY,
        '"dataPathAssignments": {\n\t\t\t\t\t\t"words"',
        '"dataPathAssignments": {"top": {"DataStoreName": "lake", "RelativePath": "x"},\n"words"',
    ),
    (
        "data that AML does not know",
        FACTORY,
        '"dataPathAssignments": {\n\t\t\t\t\t\t"words"',
        '"dataPathAssignments": {\n\t\t\t\t\t\t"word"',
    ),
    ("a data path without its datastore", FACTORY, '"DataStoreName": "lake",', ""),
    ("a datastore that nobody has", FACTORY, '"DataStoreName": "lake"', '"DataStoreName": "lakes"'),
    ("a path where nothing is", FACTORY, "concat('words/'", "concat('word/'"),
    (
        "no id",
        FACTORY,
        "@variables('aml_pipeline_endpoint_id')",
        "@if(true, null, variables('aml_pipeline_endpoint_id'))",
    ),
    (
        "both ids",
        FACTORY,
        '"mlPipelineEndpointId": {',
        '"mlPipelineId": "00000000-0000-0000-0000-000000000001",\n"mlPipelineEndpointId": {',
    ),
    (
        "a linked service that is not there",
        FACTORY,
        '"referenceName": "aml"',
        '"referenceName": "ml"',
    ),
    (
        "a parameter that is not declared",
        FACTORY,
        "@string(pipeline().parameters.top)",
        "@string(pipeline().parameters.tops)",
    ),
    (
        "a variable that is not declared",
        FACTORY,
        "@variables('aml_pipeline_endpoint_id')",
        "@variables('pipeline_endpoint_id')",
    ),
    (
        "a function that there is not",
        FACTORY,
        "@string(pipeline().parameters.top)",
        "@text(pipeline().parameters.top)",
    ),
    ("a default of another type", FACTORY, '"defaultValue": 3', '"defaultValue": "three"'),
    ("a trigger that names another parameter", DAILY, '"run_date"', '"rundate"'),
    (
        "a trigger that does not give a date",
        DAILY,
        '"run_date": "@formatDateTime(trigger().scheduledTime, \'yyyy-MM-dd\')"',
        "",
    ),
    ("a trigger of another pipeline", DAILY, '"referenceName": "small"', '"referenceName": "smal"'),
    ("a value that the script refuses", FACTORY, '"defaultValue": 0.5', '"defaultValue": 1.5'),
    ("a date that the script refuses", DAILY, "'yyyy-MM-dd'", "'yyyy/MM/dd'"),
    ("an argument that the script does not know", AML, '"--threshold"', '"--treshold"'),
    ("a script that is not there", AML, '"publish_scores.py"', '"publish_score.py"'),
    (
        "an entry script that is not there",
        AML,
        'entry_script="score.py"',
        'entry_script="scores.py"',
    ),
    (
        "a varying path into a parallel step",
        AML,
        'inputs=[words_staged.as_input("words_staged")]',
        "inputs=[words]",
    ),
    ("no value for a parameter", AML, 'default_value="none"', "default_value=None"),
    ("data that no step writes", AML, "            words_staged,\n", "            words_stage,\n"),
    (
        "data that nobody has written",
        AML,
        "steps=[stage_words, score, publish_scores]",
        "steps=[score, publish_scores]",
    ),
    ("a setting that there is not", AML, "run_max_try=3", "max_try=3"),
    ("code that is no Python", AML, "def build(", "def build(" + "("),
    ("a script that gives nothing", SCRIPT, "    return [", "    [len] + ["),
    (
        "a script that fails for one file",
        SCRIPT,
        "    return [",
        "    assert len(mini_batch) > 1, 'alone'\n    return [",
    ),
    (
        "a script that takes only its own arguments",
        SCRIPT,
        "given = parse(Score)",
        "import argparse\n    p = argparse.ArgumentParser()\n    p.add_argument('--threshold')\n    p.add_argument('--top')\n    given = p.parse_args()",
    ),
]
V2 = [
    ("an input that AML does not know", FACTORY, '"threshold": {\n', '"tresholdd": {\n'),
    (
        "an input of another type",
        FACTORY,
        '"Value": "@pipeline().parameters.top"',
        '"Value": "three"',
    ),
    (
        "an input that is no literal",
        FACTORY,
        '"JobInputType": "UriFolder"',
        '"JobInputType": "Literal"',
    ),
    ("a file for a folder", FACTORY, '"JobInputType": "UriFolder"', '"JobInputType": "UriFile"'),
    (
        "a kind of input that there is not",
        FACTORY,
        '"JobInputType": "UriFolder"',
        '"JobInputType": "Folder"',
    ),
    ("an output that AML does not know", FACTORY, '"scores": {', '"score": {'),
    ("a number out of its bounds", FACTORY, '"defaultValue": 0.5', '"defaultValue": 1.5'),
    (
        "an input that is not sent",
        AML,
        'top: Input(type="integer", default=3',
        'top: Input(type="integer"',
    ),
    (
        "an endpoint that there is not",
        FACTORY,
        "https://small.westeurope",
        "https://smal.westeurope",
    ),
    ("a status that nobody reads", FACTORY, ".output.properties.status", ".output.status"),
    (
        "a step's input that is not connected",
        AML,
        "score_component(words=words, ",
        "score_component(",
    ),
    ("an argument of no input", AML, "--top ${{inputs.top}}", "--top ${{inputs.tops}}"),
    ("an output that the step does not have", AML, "score.outputs.scores", "score.outputs.score"),
]
