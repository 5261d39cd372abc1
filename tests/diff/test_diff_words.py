"""An edit of a job's contract or of its Azure ML side, and the words for it.

The specs are those of the case `everything`. Each row is a file, pieces of text with what stands
there instead, and what is said then.
"""

from collections.abc import Sequence

import pytest

from tests.diff.base import words_of
from tests.support.projects import Change

V1, V2 = "full_v1", "full_v2"
Rows = Sequence[tuple[str, Sequence[Change], Sequence[str]]]

OF_JOBS: Rows = [
    (V1, [('version: "12"', 'version: "13"')], ["~ model version 12 -> 13"]),
    (V1, [("name: churn.model-x", "name: churn.y")], ["~ model churn.model-x -> churn.y"]),
    (V1, [("compute: gpu-cluster", "compute: other-gpu")], ["~ compute gpu-cluster -> other-gpu"]),
    (V1, [('python: "3.10"', 'python: "3.11"')], ["~ environment python 3.10 -> 3.11"]),
    (
        V1,
        [('"pandas>=2,<3", numpy', "numpy, polars")],
        ["~ environment packages + polars, - pandas>=2,<3"],
    ),
    (
        V1,
        [('"pandas>=2,<3", numpy', 'numpy, "pandas>=2,<3"')],
        [
            (
                "~ environment packages in another order: ...ps]==1.9.1, pandas>=2,<3, "
                "numpy -> ...ps]==1.9.1, numpy, pandas>=2,<3"
            ),
        ],
    ),
    (
        V1,
        [("endpoint: churn-scoring", "endpoint: churn-two")],
        ["~ endpoint churn-scoring -> churn-two"],
    ),
    (V1, [("concurrency: 2", "concurrency: 3")], ["~ concurrency 2 -> 3"]),
    (V1, [('"[nightly]", ', "")], ["~ annotations - [nightly]"]),
    (
        V1,
        [("  folder: Scoring/Versicherung [größer]\n", "")],
        ["~ folder 'Scoring/Versicherung [größer]' -> none"],
    ),
    (V1, [("handled: true", "handled: false")], ["~ failure handled true -> false"]),
]
OF_PARAMETERS: Rows = [
    (V1, [("default: -3", "default: 4")], ["~ parameter top: default -3 -> 4"]),
    (V1, [("default: triage,", "default: both,")], ["~ parameter team: default triage -> both"]),
    (V1, [("minimum: -10, ", "")], ["~ parameter top: minimum -10 -> none"]),
    (V1, [("maximum: 1000", "maximum: 1001")], ["~ parameter top: maximum 1000 -> 1001"]),
    (
        V1,
        [('pattern: "^[A-Za-z-]+$"', 'pattern: "^[a-z]+$"')],
        ["~ parameter cohort: pattern '^[A-Za-z-]+$' -> '^[a-z]+$'"],
    ),
    (
        V1,
        [("description: Whether the queue is jumped.", "description: 'Now?'")],
        ["~ parameter urgent: description 'Whether the queue is jumped.' -> 'Now?'"],
    ),
    (
        V1,
        [("rank: {type: integer}", "rank: {type: number}")],
        ["~ parameter rank: type integer -> number"],
    ),
    (V1, [("encoded: true, pattern", "pattern")], ["~ parameter ticket: encoded true -> false"]),
    (
        V1,
        [
            ("  weight: {type: number}\n", ""),
            (" weight,", ""),
            ("        weight: 0.25\n", ""),
            ("        weight: -1.5e3\n", ""),
        ],
        [
            "- parameter weight",
            "~ step predict: arguments - weight",
            "~ trigger monthly: sends weight -1500.0 -> nothing",
            "~ trigger nightly: sends weight 0.25 -> nothing",
        ],
    ),
    (
        V1,
        [
            (
                "  weight: {type: number}\n",
                "  weight: {type: number}\n  extra: {type: boolean, default: true}\n",
            ),
            (" weight,", " weight, extra,"),
        ],
        ["+ parameter extra (boolean, default true)", "~ step predict: arguments + extra"],
    ),
    (
        V1,
        [("  threshold:", "  cutoff:"), (" threshold,", " cutoff,")],
        ["~ parameter threshold: renamed to cutoff"],
    ),
    (V1, [("run_date", "day_of_run")], ["~ parameter run_date: renamed to day_of_run"]),
]
OF_DATA: Rows = [
    (
        V1,
        [("churn/counts", "churn/numbers")],
        ["~ data counts: path churn/counts -> churn/numbers"],
    ),
    (
        V1,
        [("datastore: lake, path: churn/counts", "datastore: cold, path: churn/counts")],
        ["~ data counts: datastore lake -> cold"],
    ),
    (
        V1,
        [("kind: file, datastore: cold", "datastore: cold"), ("/marks.csv", "")],
        [
            "~ data marks: kind file -> folder",
            "~ data marks: path churn/marks/{run_date}/marks.csv -> churn/marks/{run_date}",
        ],
    ),
    (
        V1,
        [("description: The scores.", "description: All scores.")],
        ["~ data scores: description 'The scores.' -> 'All scores.'"],
    ),
    (
        V1,
        [("counts", "numbers")],
        [
            "+ data numbers (output, lake churn/numbers)",
            "- data counts",
            "~ step count: output counts -> numbers",
        ],
    ),
    (V1, [("cleaned", "tidy")], ["~ data cleaned: renamed to tidy"]),
]
OF_STEPS: Rows = [
    (V1, [("nodes: 3", "nodes: 5")], ["~ step predict: nodes 3 -> 5"]),
    (
        V1,
        [("timeout: 15m\n    tries: 2", "timeout: 25m\n    tries: 3")],
        ["~ step predict: timeout 15m -> 25m", "~ step predict: tries 2 -> 3"],
    ),
    (
        V1,
        [('OMP_NUM_THREADS: "2"', 'OMP_NUM_THREADS: "4"')],
        ["~ step predict: environment variable OMP_NUM_THREADS 2 -> 4"],
    ),
    (
        V1,
        [("compute: big-cluster", "compute: small-cluster")],
        ["~ step predict: compute big-cluster -> small-cluster"],
    ),
    (
        V1,
        [("    compute: big-cluster\n", "")],
        ["~ step predict: compute big-cluster -> the job's"],
    ),
    (
        V1,
        [("script: collect.py", "script: gather.py")],
        ["~ step collect: script collect.py -> gather.py"],
    ),
    (
        V1,
        [("arguments: [region, note]", "arguments: [note, region]")],
        ["~ step clean: arguments in another order: region, note -> note, region"],
    ),
    (
        V1,
        [("arguments: [region, note]", "arguments: [region]")],
        ["~ step clean: arguments - note"],
    ),
    (V1, [("    model: true\n", "    model: false\n")], ["~ step clean: model true -> false"]),
    (V1, [("inputs: [customers, marks]", "inputs: [customers]")], ["~ step clean: inputs - marks"]),
    (V1, [("  collect:\n", "  gather:\n")], ["~ step collect: renamed to gather"]),
    (
        V2,
        [("partition_keys: [country, shop]", "partition_keys: [shop]")],
        ["~ step count: partition_keys - country"],
    ),
    (
        V2,
        [("copy_logs_to_parent: true", "copy_logs_to_parent: false")],
        ["~ step predict: copy_logs_to_parent true -> false"],
    ),
]
ROWS = [*OF_JOBS, *OF_PARAMETERS, *OF_DATA, *OF_STEPS]


@pytest.mark.parametrize(("stem", "edits", "expected"), ROWS)
def test_words(stem: str, edits: Sequence[Change], expected: Sequence[str]) -> None:
    assert words_of("everything", stem, *edits) == expected
