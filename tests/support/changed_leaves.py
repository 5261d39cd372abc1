"""Keys of the language for which no other value is found without a second change: by hand.

A row is a file of a case, and pieces of text with what to write instead, wherever they stand in
that file and in the case's project file.
"""

from collections.abc import Mapping

from tests.support.projects import Change

Row = tuple[str, list[Change]]
_V1, _V2 = "everything/full_v1", "everything/full_v2"

ROWS: Mapping[str, Row] = {
    "steps.*.{parallel}.input": (
        _V1,
        [
            ("input: cleaned", "input: customers"),
            ("side_inputs: [marks]", "side_inputs: [cleaned]"),
        ],
    ),
    "steps.*.{parallel}.output": (
        _V1,
        [
            ("output: lines", "output: other"),
            ("inputs: [lines]", "inputs: [other]"),
            ("  lines: {role", "  other: {role"),
        ],
    ),
    "steps.*.{parallel}.side_inputs.[]": (
        _V1,
        [("side_inputs: [marks]", "side_inputs: [marks, customers]")],
    ),
    "steps.*.{parallel}.arguments.[]": (_V1, [("urgent, region]", "urgent]")]),
    "steps.*.{command}.script": (_V1, [("clean.py", "cleanse.py")]),
    "steps.*.{command}.inputs.[]": (_V1, [("inputs: [lines]", "inputs: [lines, marks]")]),
    "steps.*.{command}.outputs.[]": (
        _V1,
        [("outputs: [scores]", "outputs: [results]"), ("  scores: {role", "  results: {role")],
    ),
    "factory.triggers.*.{schedule}.time_zone": (
        _V1,
        [("Tokyo Standard Time", "Korea Standard Time")],
    ),
    "factory.triggers.*.{custom_events}.source": (
        "everything/full_events",
        [("source: orders", "source: returns")],
    ),
    "factory.triggers.*.{blob_events}.source": (
        "everything/full_synapse",
        [("source: uploads", "source: images")],
    ),
    "factory.triggers.*.{blob_events}.parameters.<name>": (
        "everything/full_synapse",
        [(', file: "@trigger().outputs.body.fileName"', "")],
    ),
    "{other}.sql_pool": (
        "everything/full_synapse",
        [("sql_pool: sales", "sql_pool: costs"), ("sql_pools: [sales]", "sql_pools: [costs]")],
    ),
    "{other}.type": (
        _V1,
        [
            ("type: WebActivity", "type: Wait"),
            (
                '{method: POST, url: "https://example.com/", body: {run: "@pipeline().RunId"}}',
                "{waitTimeInSeconds: 1}",
            ),
        ],
    ),
    "{other}.properties.<name>": (_V1, [("body: {run: ", "headers: {run: ")]),
    "{ForEach}.properties.<name>": (_V2, [("batchCount: 2", "isSequential: true")]),
    "{Until}.properties.<name>": (_V1, [(', timeout: "0.01:00:00"', "")]),
    "git.environment": ("everything/project", [("environment: test", "environment: dev")]),
    "git.pipeline_ids.<name>": (
        "everything/project",
        [("    full_synapse: 2f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9\n", "    {}\n")],
    ),
    "aml.connect_via": (
        "everything/project",
        [
            ("[private-net]", "[private-net, other-net]"),
            ("\n  connect_via: p", "\n  connect_via: other-net #"),
        ],
    ),
    "linked_services.*.connect_via": (
        "everything/project",
        [
            ("[private-net]", "[private-net, other-net]"),
            ("    connect_via: p", "    connect_via: other-net #"),
        ],
    ),
    "linked_services.*.type": (
        "everything/project",
        [("    type: AzureSqlDatabase\n", "    type: AzureSqlMI\n")],
    ),
    "linked_services.*.properties.<name>": (
        "everything/project",
        [("pooling: true", "multipleActiveResultSets: true")],
    ),
    "datasets.*.type": ("everything/project", [("    type: Binary\n", "    type: Orc\n")]),
    "datasets.*.linked_service": (
        "everything/project",
        [
            ("linked_service: storage\n", "linked_service: Old Server 1\n"),
            ('    linked_service_parameters: {account: "@dataset().owner", size: 3}\n', ""),
        ],
    ),
    "datasets.*.properties.<name>": (
        "everything/project",
        [("      location:\n", "      compression: {type: GZip}\n      location:\n")],
    ),
    "environments.*.linked_services.*.<name>": (
        "everything/project",
        [("maxPoolSize", "minPoolSize")],
    ),
    "aml.identity.{service_principal}.store": (
        "principal/project",
        [("  vault: {", "  safe: {"), ("store: vault", "store: safe")],
    ),
    "aml.parameters.<name>": (
        "resources/project",
        [("parameters: {workspace: aml-scoring}", "parameters: {workspace: a, group: b}")],
    ),
}

CHOICES: Mapping[str, tuple[str, Mapping[str, list[Change]]]] = {
    "parameters.*.type": (
        _V1,
        {
            kind: [
                ("urgent: {type: boolean", f"urgent: {{type: {kind}"),
                ("urgent: true", "urgent: 1"),
            ]
            for kind in ("string", "integer", "number")
        },
    ),
    "factory.variables.*.type": (
        _V1,
        {
            kind: [("{type: Integer, default: 3}", f"{{type: {kind}{default}}}")]
            for kind, default in (
                ("String", ', default: "3"'),
                ("Boolean", ", default: true"),
                ("Array", ""),
            )
        },
    ),
    "factory.triggers.*.{schedule}.frequency": (
        _V1,
        {
            word: [
                ("frequency: Day", f"frequency: {word}"),
                ("      times: {hours: [3, 15], minutes: [0, 30]}\n", ""),
            ]
            for word in ("Minute", "Hour", "Week", "Month")
        },
    ),
    "factory.triggers.*.{schedule}.times.week_days.[]": (
        _V2,
        {
            word: [("week_days: [Monday, Friday]", f"week_days: [{word}]")]
            for word in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        },
    ),
    "factory.triggers.*.{tumbling_window}.frequency": (
        _V2,
        {
            word: [
                ("frequency: Hour", f"frequency: {word}"),
                (
                    "{trigger: self, offset: -12h, size: 12h}",
                    "{trigger: upstream, offset: -2d, size: 2d}",
                ),
            ]
            for word in ("Minute", "Day", "Month")
        },
    ),
    "factory.service": (
        "services/lake_v1",
        {"data_factory": [("service: syn", "service: data_factory #")]},
    ),
    "service": ("services/project", {"synapse": [("service: data_factory", "service: synapse")]}),
    "aml.sdk": ("services/night_v1", {"v2": [("sdk: v1", "sdk: v2")]}),
    "aml.target": (
        _V1,
        {
            "pipeline": [
                ("target: pipeline_endpoint", "target: pipeline"),
                ("    version: ", "    #"),
            ]
        },
    ),
    "data.*.{input}.kind": (
        _V2,
        {
            word: [
                ("kind: table", f"kind: {word}"),
                ("    partition_keys: [country, shop]\n", ""),
            ]
            for word in ("folder", "file")
        },
    ),
}
"""Choices that take more than another word: by word, what else to change in a file."""

PERMITS = ("existing.", "silence.<name>")
"""Keys that allow what would be refused, or told, without them."""
NOT_COMPILED: Mapping[str, str] = {
    "moved_from": "it moves files, and says nothing that is in them",
    "local": "`run` uses it here, with what was compiled",
}
"""Keys, with all in them, that say nothing to an artifact, and why."""
FOR_PEOPLE: Mapping[str, str] = {"silence.*": "the reason is read by people"}
ONE_NAME: Mapping[str, str] = {
    "{IfCondition}.properties.<name>": "expression",
    "{Switch}.properties.<name>": "on",
}
"""Names that Data Factory gives, of which there is but one."""
SAME: Mapping[tuple[str, str], str] = {
    ("data.*.{input}.kind", "full_v1"): "a DataPath of v1 names a file as it names a folder",
    ("data.*.{input}.kind", "full_synapse"): "a mount of v1 names a file as it names a folder",
}
"""Keys that say nothing to one job, and why."""
