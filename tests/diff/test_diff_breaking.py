"""What an edit breaks; beside it, edits of the same kind that break nothing."""

from collections.abc import Sequence

import pytest

from tests.diff.base import breaking_of
from tests.support.projects import Change

ALL = "everything"
COLUMNS = ("columns", "checked_v1")
LOAN = ("repository", "loan_default")
V1, V2, EVENTS, PROJECT = ((ALL, each) for each in ("full_v1", "full_v2", "full_events", "project"))
MARKS = '{role: input, kind: file, datastore: cold, path: "churn/marks/{run_date}/marks.csv"}'
REFUSED = "Azure refuses to change it: give the trigger a new name"
NOT_REMOVED = "a deployment removes no trigger: {} goes on until it is stopped there"
DEPLOYED = "what was deployed to the old one stays there, and its triggers go on"
ADDRESSES = "what calls the endpoints there by their addresses"
Where = tuple[str, str]

RULES: Sequence[tuple[Where, Sequence[Change], Sequence[str]]] = [
    # parameters
    (LOAN, [("threshold", "cutoff")], ["what still sends threshold"]),
    (
        V1,
        [
            ("  weight: {type: number}\n", ""),
            (" weight,", ""),
            ("        weight: 0.25\n", ""),
            ("        weight: -1.5e3\n", ""),
        ],
        ["what still sends weight (as 2 triggers did)"],
    ),
    (
        LOAN,
        [('    default: "2024-01-01"\n', "")],
        ["what starts the job without run_date"],
    ),
    (LOAN, [('    default: "2024-01-01"\n', '    default: "2024-01-02"\n')], []),
    (V1, [("rank: {type: integer}", "rank: {type: number}")], ["what sends rank as integer"]),
    (V1, [("minimum: -10", "minimum: -5")], ["what sends less than -5"]),
    (V1, [("maximum: 1000", "maximum: 900")], ["what sends more than 900"]),
    (V1, [("minimum: -10", "minimum: -11"), ("maximum: 1000", "maximum: 1100")], []),
    (
        V1,
        [('"^[A-Za-z-]+$"', '"^[a-z]+$"')],
        ["what sends a text that does not fit ^[a-z]+$"],
    ),
    (V1, [('\n    pattern: "^[A-Za-z-]+$"', "")], []),
    (
        V1,
        [("encoded: true, pattern", "pattern")],
        ["what calls pipeline endpoint churn-scoring itself and sends ticket encoded"],
    ),
    (V1, [("arguments: [cohort]", "arguments: [cohort, team]")], []),
    # data
    (
        COLUMNS,
        [("amount: number", "amount: number, term: string")],
        ["what delivers applications with no term"],
    ),
    (COLUMNS, [("amount: number, ", "")], []),
    (
        COLUMNS,
        [("amount: number", "amount: integer")],
        ["what delivers applications with amount as number"],
    ),
    (COLUMNS, [("months: integer", "months: number"), ("insured: boolean", "insured: string")], []),
    (
        V2,
        [("kind: file, datastore", "kind: folder, datastore"), ("/marks.csv", "")],
        ["what sends marks as file"],
    ),
    (
        V2,
        [("kind: table, ", ""), ("partition_keys: [country, shop]", 'mini_batch_size: "5"')],
        ["what calls batch endpoint churn-batch without prices"],
    ),
    (
        V2,
        [("  marks:", "  signs:"), ("s, marks]", "s, signs]"), ("[marks]", "[signs]")],
        ["what still sends marks"],
    ),
    (
        V2,
        [("    side_inputs: [marks]\n", ""), (", marks]", "]"), (f"  marks: {MARKS}\n", "")],
        ["what still sends marks"],
    ),
    # triggers
    (V1, [("    monthly:\n", "    each_month:\n")], [NOT_REMOVED.format("monthly")]),
    (V2, [("start: 2036-01-01", "start: 2036-02-01")], [REFUSED]),
    (
        V2,
        [("interval: 12\n", "interval: 24\n"), ("-12h, size: 12h", "-24h, size: 24h")],
        [REFUSED],
    ),
    (V1, [("start: 2026-01-01", "start: 2026-02-01")], []),
    # the job itself
    (
        V2,
        [("endpoint: churn-batch", "endpoint: churn-two")],
        ["what calls batch endpoint churn-batch"],
    ),
    (EVENTS, [("sdk: v2", "sdk: v1")], ["what calls batch endpoint full-events"]),
    (
        LOAN,
        [("factory:\n", "factory:\n  service: synapse\n")],
        [
            "what starts pipeline loan_default in the data factory, where its triggers go on",
            "what calls pipeline endpoint loan-default",
            "what calls pipeline endpoint loan-default with applications",
        ],
    ),
    # what jobs share
    (PROJECT, [("factory: adf-claims-dev", "factory: adf-dev")], [DEPLOYED]),
    (PROJECT, [("synapse: syn-claims\n", "synapse: syn\n")], [DEPLOYED]),
    (
        PROJECT,
        [("aml-claims-test", "aml-test")],
        ["runs there, until the jobs are published to that workspace"],
    ),
    (PROJECT, [("region: northeurope", "region: uksouth")], [ADDRESSES]),
    (PROJECT, [("endpoint_suffix: -dev", "endpoint_suffix: -d")], [ADDRESSES]),
    (PROJECT, [("pooling: true", "pooling: false")], []),
]


@pytest.mark.parametrize(("where", "edits", "expected"), RULES)
def test_breaking(where: Where, edits: Sequence[Change], expected: Sequence[str]) -> None:
    assert breaking_of(*where, *edits) == expected
