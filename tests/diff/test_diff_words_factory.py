"""An edit of a job's factory side or of what jobs share, and the words for it.

The specs are those of the case `everything`. Each row is a file, pieces of text with what stands
there instead, and what is said then.
"""

from collections.abc import Sequence

import pytest

from tests.diff.base import words_of
from tests.support.projects import Change

V1, V2, EVENTS = "full_v1", "full_v2", "full_events"
Rows = Sequence[tuple[str, Sequence[Change], Sequence[str]]]

OF_ACTIVITIES: Rows = [
    (
        V1,
        [("waitTimeInSeconds: 1}", "waitTimeInSeconds: 9}")],
        ["~ activity Wait a bit: waitTimeInSeconds 1 -> 9"],
    ),
    (
        V1,
        [("isSequential: true", "isSequential: false")],
        ["~ activity Each region: isSequential true -> false"],
    ),
    (
        V1,
        [("timeout: 2d", "timeout: 36h")],
        ["~ activity Score customers, it's daily: timeout 2d -> 36h"],
    ),
    (V1, [("retry: 3\n", "retry: 0\n")], ["~ activity Score customers, it's daily: retry 3 -> 0"]),
    (
        V1,
        [("retry_interval: 2m", "retry_interval: 3m")],
        ["~ activity Score customers, it's daily: retry_interval 2m -> 3m"],
    ),
    (
        V1,
        [("secure_input: true\n    secure_output: true\n    state", "state")],
        [
            "~ activity Score customers, it's daily: secure_input true -> false",
            "~ activity Score customers, it's daily: secure_output true -> false",
        ],
    ),
    (
        V1,
        [
            (
                "    state: Inactive\n    on_inactive: Skipped\n    user_properties:\n      asked",
                "    user_properties:\n      asked",
            )
        ],
        [
            "~ activity Score customers, it's daily: state Inactive -> Active by default",
            "~ activity Score customers, it's daily: on_inactive Skipped -> none",
        ],
    ),
    (
        V1,
        [("asked by:", "wanted by:")],
        [
            (
                "~ activity Score customers, it's daily: user property wanted by none -> "
                "@pipeline().parameters.team"
            ),
            (
                "~ activity Score customers, it's daily: user property asked by "
                "@pipeline().parameters.team -> none"
            ),
        ],
    ),
    (
        V1,
        [("depends_on: {Each region: [Completed]}", "depends_on: {Each region: [Failed]}")],
        ["~ activity Which way: waits for Each region Completed -> Failed"],
    ),
    (
        V1,
        [("      depends_on: {Each region: [Completed]}\n", "")],
        ["~ activity Which way: waits for Each region Completed -> as usual"],
    ),
    (
        V1,
        [("name: Each region", "name: Every region"), ("{Each region", "{Every region")],
        ["~ activity Each region: renamed to Every region"],
    ),
    (
        V1,
        [('"[other] team": []', '"[third] team": []')],
        ["~ activity Which team: cases + '[third] team', - '[other] team'"],
    ),
    (
        V1,
        [("\n        triage:\n", "\n        judges:\n")],
        [
            "~ activity Which team: cases + judges, - triage",
            (
                "~ activity Wait for triage: place in Which team case triage -> in Which "
                "team case judges"
            ),
        ],
    ),
    (V1, [("depth: 1}", "depth: 3}")], ["~ activity Copy files: input parameter depth 1 -> 3"]),
    (
        V1,
        [
            (
                "linked_service_parameters: {DataBase: sales}",
                "linked_service_parameters: {DataBase: hr}",
            )
        ],
        ["~ activity Tell the team: linked service parameter DataBase 'sales' -> 'hr'"],
    ),
    (
        V1,
        [("-@@{raw}", "-@@{done}")],
        [
            "~ activity Score customers, it's daily: experiment "
            "....region}-@@{raw} -> ....region}-@@{done}"
        ],
    ),
    (
        V1,
        [("    version: \"@if(equals(pipeline().parameters.team, 'triage'), '1', '0')\"\n", "")],
        [
            (
                "~ activity Score customers, it's daily: version "
                "@if(equals(pipeline().parameters.team, 't... -> none"
            ),
        ],
    ),
    (
        V1,
        [("    continue_on_step_failure: true\n", "")],
        ["~ activity Score customers, it's daily: continue_on_step_failure true -> false"],
    ),
    (
        V1,
        [('region: "@item()"', 'region: "@toUpper(item())"')],
        ["~ activity Score region: sends region @item() -> @toUpper(item())"],
    ),
    (
        V1,
        [("value: null", 'value: "null"')],
        ["~ activity Load the queue: storedProcedureParameters.nothing.value null -> 'null'"],
    ),
    (
        V2,
        [("continue_on_step_failure: true", "continue_on_step_failure: false")],
        ["~ activity Score all, it's daily: continue_on_step_failure true -> false"],
    ),
    (
        V2,
        [("poll_interval: 5m", "poll_interval: 90s")],
        ["~ activity Score all, it's daily: poll_interval 5m -> 90s"],
    ),
    (
        V2,
        [("      - {name: Score in spite of it, type: Score, parameters: {dry_run: true}}\n", "")],
        ["- activity Score in spite of it"],
    ),
    (
        V2,
        [
            (
                (
                    "          - {name: Wait for triage, type: Wait, properties: "
                    "{waitTimeInSeconds: 3}}\n          - {name: Score triage, type: Score}\n"
                ),
                (
                    "          - {name: Score triage, type: Score}\n          - {name: Wait "
                    "for triage, type: Wait, properties: {waitTimeInSeconds: 3}}\n"
                ),
            )
        ],
        [
            (
                "~ order of activities in Which team case triage: Wait for triage, Score "
                "triage -> Score triage, Wait for triage"
            ),
        ],
    ),
]
OF_VARIABLES: Rows = [
    (
        V1,
        [("tries: {type: Integer, default: 3}", "tries: {type: Integer, default: 4}")],
        ["~ variable tries: default 3 -> 4"],
    ),
    (V1, [("    tries: {type: Integer, default: 3}\n", "")], ["- variable tries"]),
    (
        V1,
        [
            ("    ready:", "    done:"),
            ("variables('ready')", "variables('done')"),
            ("variableName: ready", "variableName: done"),
        ],
        [
            "~ variable ready: renamed to done",
            "~ activity Be ready: variableName 'ready' -> 'done'",
        ],
    ),
]
OF_TRIGGERS: Rows = [
    (
        V1,
        [("interval: 2\n", "interval: 3\n")],
        ["~ trigger nightly: fires every 2 days -> every 3 days"],
    ),
    (
        V1,
        [
            ("time_zone: Tokyo Standard Time", "time_zone: UTC"),
            ("06:30:00\n", "06:30:00Z\n"),
            ("00:00:00\n      time", "00:00:00Z\n      time"),
        ],
        [
            "~ trigger nightly: start 2026-01-01T06:30:00 -> 2026-01-01T06:30:00Z",
            "~ trigger nightly: end 2036-01-01T00:00:00 -> 2036-01-01T00:00:00Z",
            "~ trigger nightly: time zone 'Tokyo Standard Time' -> UTC",
        ],
    ),
    (V1, [("hours: [3, 15]", "hours: [3, 16]")], ["~ trigger nightly: hours + 16, - 15"]),
    (
        V1,
        [("month_days: [1, -1]", "month_days: [-1]")],
        ["~ trigger monthly: days of the month - 1"],
    ),
    (
        V1,
        [("      end: 2036-01-01T00:00:00\n", "")],
        ["~ trigger nightly: end 2036-01-01T00:00:00 -> none"],
    ),
    (V1, [("rank: 1\n", "rank: 2\n")], ["~ trigger nightly: sends rank 1 -> 2"]),
    (
        V1,
        [("        dry_run: true\naml", "aml")],
        ["~ trigger monthly: sends dry_run true -> the default"],
    ),
    (V1, [("    monthly:\n", "    each_month:\n")], ["~ trigger monthly: renamed to each_month"]),
    (
        V2,
        [
            ("interval: 12\n", "interval: 24\n"),
            ("offset: -12h, size: 12h", "offset: -24h, size: 24h"),
        ],
        [
            "~ trigger windows: window 12 hours -> 1 day",
            (
                "~ trigger windows: waits for + itself offset -1d size 1d, - itself offset "
                "-12h size 12h"
            ),
        ],
    ),
    (V2, [("delay: 10m", "delay: 20m")], ["~ trigger windows: delay 10m -> 20m"]),
    (
        V2,
        [("retry: {count: 2, interval: 45s}", "retry: {count: 3, interval: 45s}")],
        ["~ trigger windows: retry 2 times after 45s -> 3 times after 45s"],
    ),
    (
        V2,
        [("week_days: [Monday, Friday]", "week_days: [Monday]")],
        ["~ trigger weekly: week days - Friday"],
    ),
    (
        V2,
        [("offset: -1d, size: 1d", "offset: -2d, size: 1d")],
        [
            (
                "~ trigger windows: waits for + upstream offset -2d size 1d, - upstream "
                "offset -1d size 1d"
            ),
        ],
    ),
    (
        EVENTS,
        [("[Orders.Placed, Orders.Paid]", "[Orders.Placed]")],
        ["~ trigger ordered: events - Orders.Paid"],
    ),
    (
        EVENTS,
        [("day: Friday, occurrence: -1", "day: Friday, occurrence: 2")],
        ["~ trigger monthly: days of the month by week + 'second Friday', - 'last Friday'"],
    ),
    (
        EVENTS,
        [('      subject_ends: "@here"\n', "")],
        ["~ trigger ordered: subject ends with @here -> none"],
    ),
    (
        EVENTS,
        [("source: orders", "source: returns")],
        ["~ trigger ordered: source orders -> returns"],
    ),
]
OF_PROJECTS: Rows = [
    (
        "project",
        [("factory: adf-claims-dev", "factory: adf-dev")],
        ["~ environment dev: factory adf-claims-dev -> adf-dev"],
    ),
    (
        "project",
        [("aml-claims-test", "aml-test")],
        ["~ environment test: workspace aml-claims-test -> aml-test"],
    ),
    (
        "project",
        [("region: northeurope", "region: uksouth")],
        ["~ environment test: region northeurope -> uksouth"],
    ),
    (
        "project",
        [("pooling: true", "pooling: false")],
        ["~ linked service warehouse: pooling true -> false"],
    ),
    (
        "project",
        [('server: "[sql-dev]"', 'server: "[sql-2]"')],
        ["~ linked service warehouse: server in dev '[sql-dev]' -> '[sql-2]'"],
    ),
    (
        "project",
        [("size: {type: int}", "size: {type: int, default: 7}")],
        ["~ linked service storage: parameter size default none -> 7"],
    ),
    ("project", [("    folder: Größen\n", "")], ["~ dataset files: folder Größen -> none"]),
    (
        "project",
        [("depth: {type: int}", "depth: {type: float}")],
        ["~ dataset files: parameter depth type int -> float"],
    ),
    (
        "project",
        [("environment: test", "environment: dev")],
        ["~ environment of the Git documents test -> dev"],
    ),
    (
        "project",
        [("secretName: warehouse-password", "secretName: other-password")],
        [
            (
                "~ linked service warehouse: password.secretName 'warehouse-password' -> "
                "'other-password'"
            ),
        ],
    ),
    (
        "project",
        [("1f2e3d4c", "1f2e3d4d")],
        [
            (
                "~ id in the Git documents '1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9' -> "
                "'1f2e3d4d-5b6a-4978-8695-a4b3c2d1e0f9'"
            ),
        ],
    ),
    (
        "project",
        [
            (
                "resourceGroups/rg-claims/providers/Microsoft.EventGrid/topics/orders-dev",
                "resourceGroups/rg-claims/providers/Microsoft.EventGrid/topics/orders-new",
            )
        ],
        ["~ environment dev: source orders ...pics/orders-dev -> ...pics/orders-new"],
    ),
]
OF_DEPLOYMENT: Rows = [
    ("project", [("by: sdk, ci: github", "ci: github")], ["~ deployment by sdk -> arm"]),
    ("project", [("ci: github", "ci: azure_devops")], ["~ deployment ci github -> azure_devops"]),
    (
        "project",
        [("start_triggers: false", "start_triggers: true")],
        ["~ environment test: starts triggers false -> true"],
    ),
    (
        "project",
        [("resource_group: rg-claims.(factories)", "resource_group: rg-claims-test")],
        [
            "~ environment test: resource group of the factory rg-claims.(factories) -> "
            "that of Azure ML"
        ],
    ),
    (
        "project",
        [("    subscription: 00000000-0000-0000-0000-00000000007f\n", "")],
        [
            "~ environment test: subscription of the factory "
            "00000000-0000-0000-0000-00000000007f -> that of Azure ML"
        ],
    ),
]
ROWS = [*OF_ACTIVITIES, *OF_VARIABLES, *OF_TRIGGERS, *OF_PROJECTS, *OF_DEPLOYMENT]


@pytest.mark.parametrize(("stem", "edits", "expected"), ROWS)
def test_words(stem: str, edits: Sequence[Change], expected: Sequence[str]) -> None:
    assert words_of("everything", stem, *edits) == expected
