"""For every key of the language: how to give it another valid value in the full specs.

Each row is a key with pieces of text and what to write instead, wherever they stand in the specs:
`full_v1` and `full_v2` are alike but for what only one SDK has.
"""

from collections.abc import Mapping

from tests.support.projects import Change

JOB: Mapping[str, list[Change]] = {
    "description": [("description: A job that uses", "description: Some job that uses")],
    "model.name": [("churn-model", "other-model")],
    "model.version": [('version: "7"', 'version: "8"')],
    "parameters.<name>": [("dry_run", "rehearse")],
    "parameters.*.description": [("description: Any text at all.", "description: Any text.")],
    "parameters.*.default": [("default: 100", "default: 200")],
    "parameters.*.minimum": [("minimum: 0.25", "minimum: 0.3")],
    "parameters.*.maximum": [("maximum: 1000", "maximum: 999")],
    "parameters.*.pattern": [("[A-Za-z-]+", "[A-Z-]+")],
    "parameters.*.encoded": [
        ("encoded: true", "encoded: false"),
        ('default: "it\'s 50% of {a} \\"b\\""', "default: text"),
        ('note: "by the trigger"', "note: trigger"),
    ],
    "data.<name>": [("scores: {", "results: {"), ("output: scores", "output: results")],
    "data.*.datastore": [("output, datastore: cold", "output, datastore: lake")],
    "data.*.path": [("churn/scores/{region}/{run_date}", "churn/scores/{run_date}/{region}")],
    "steps.<name>": [("predict:", "classify:")],
    "steps.*.input": [
        ("input: customers", "input: clients"),
        ("customers: {role", "clients: {role"),
    ],
    "steps.*.output": [("output: scores", "output: results"), ("scores: {role", "results: {role")],
    "steps.*.script": [("predict.py", "classify.py")],
    "steps.*.arguments.[]": [("arguments: [region, cohort,", "arguments: [cohort,")],
    "steps.*.mini_batch_size": [("mini_batch_size: 20", "mini_batch_size: 21")],
    "steps.*.nodes": [("nodes: 2", "nodes: 3")],
    "steps.*.processes_per_node": [("per_node: 4", "per_node: 3")],
    "steps.*.error_threshold": [("error_threshold: 5", "error_threshold: -1")],
    "steps.*.timeout": [("timeout: 10m", "timeout: 601s")],
    "steps.*.tries": [("tries: 2", "tries: 1")],
    "steps.*.output_file": [("predictions.csv", "scores.csv")],
    "compute": [("compute: cpu-cluster", "compute: gpu-cluster")],
    "environment.python": [('python: "3.11"', 'python: "3.12"')],
    "environment.packages.[]": [("[pandas]", "[polars]")],
    "environment.image": [("churn:2", "churn:3")],
    "aml.endpoint": [("endpoint: churn-scoring", "endpoint: churn-rating")],
    "factory.activity.name": [("name: Score customers", "name: Rate customers")],
    "factory.activity.experiment": [("concat('churn-',", "concat('other-',")],
    "factory.activity.version": [('"@{pipeline().parameters.top}"', '"7"')],
    "factory.activity.parent_run": [("pipeline().GroupId", "pipeline().RunId")],
    "factory.activity.continue_on_step_failure": [("failure: true", "failure: false")],
    "factory.activity.timeout": [("timeout: 6h", "timeout: 7h")],
    "factory.activity.retry": [("retry: 1", "retry: 3")],
    "factory.activity.retry_interval": [("retry_interval: 2m", "retry_interval: 3m")],
    "factory.activity.poll_interval": [("poll_interval: 90s", "poll_interval: 91s")],
    "factory.activity.secure_input": [("secure_input: true", "secure_input: false")],
    "factory.activity.secure_output": [("secure_output: true", "secure_output: false")],
    "factory.activity.user_properties.<name>": [("team: churn", "group: churn")],
    "factory.activity.user_properties.*": [("team: churn", "team: risk")],
    "factory.after.[].name": [("name: Load scores", "name: Load all")],
    "factory.after.[].type": [
        ("type: SqlServerStoredProcedure", "type: Script"),
        ("storedProcedureName: dbo.load_scores", "scripts: [{type: NonQuery, text: exec a}]"),
        ('storedProcedureParameters: {day: {value: "@pipeline().parameters.run_date"}}', ""),
    ],
    "factory.after.[].properties.<name>": [
        (
            'storedProcedureParameters: {day: {value: "@pipeline().parameters.run_date"}}',
            "",
        )
    ],
    "factory.after.[].properties.*": [("dbo.load_scores", "dbo.load_all")],
    "factory.after.[].linked_service": [("linked_service: warehouse", "linked_service: mart")],
    "factory.after.[].description": [("see the new scores.", "see the new ones.")],
    "factory.after.[].timeout": [("timeout: 1h", "timeout: 2h")],
    "factory.after.[].retry": [("retry: 2", "retry: 4")],
    "factory.after.[].retry_interval": [("retry_interval: 45s", "retry_interval: 46s")],
    "factory.triggers.<name>": [("    monthly:", "    each_month:")],
    "factory.triggers.*.start": [("2026-02-01T00:30:00Z", "2026-02-01T00:31:00Z")],
    "factory.triggers.*.interval": [("interval: 2\n", "interval: 3\n")],
    "factory.triggers.*.end": [("2036-01-01T06:00:00", "2037-01-01T06:00:00")],
    "factory.triggers.*.time_zone": [("time_zone: W. Europe", "time_zone: E. Europe")],
    "factory.triggers.*.description": [("Every second morning.", "Every other morning.")],
    "factory.triggers.*.parameters.<name>": [
        ("        region: south\n        cohort", "        cohort")
    ],
    "factory.triggers.*.parameters.*": [("region: south", "region: west")],
    "factory.folder": [("folder: scoring/churn", "folder: scoring/other")],
    "factory.annotations.[]": [("[churn, nightly]", "[churn, monthly]")],
    "factory.concurrency": [("concurrency: 3", "concurrency: 4")],
}
PROJECT: Mapping[str, list[Change]] = {
    "git.environment": [("environment: dev", "environment: prod")],
    "git.endpoint_ids.<name>": [("full_v1: 11111111-1111-1111-1111-111111111111", "")],
    "git.endpoint_ids.*": [("11111111-1111-", "22222222-1111-")],
    "environments.<name>": [("  prod:", "  production:")],
    "environments.*.factory": [("adf-prod", "adf-production")],
    "environments.*.aml.subscription": [("0000000000ad", "0000000000ae")],
    "environments.*.aml.resource_group": [("rg-prod", "rg-production")],
    "environments.*.aml.workspace": [("aml-prod", "aml-production")],
    "environments.*.aml.region": [("northeurope", "uksouth")],
    "environments.*.aml.endpoint_suffix": [("endpoint_suffix: -prod", "endpoint_suffix: -live")],
    "environments.*.linked_services.<name>": [("warehouse", "storehouse")],
    "environments.*.linked_services.*.<name>": [("connectTimeout", "commandTimeout")],
    "environments.*.linked_services.*.*": [("sql-prod.example.com", "sql-live.example.com")],
    "datastores.<name>": [("  raw: {", "  rough: {"), ("datastore: raw", "datastore: rough")],
    "linked_services.<name>": [("  mart:\n", "  bazaar:\n")],
    "linked_services.*.type": [("type: AzureSqlDatabase", "type: AzureSqlMI")],
    "linked_services.*.properties.<name>": [("connectRetryCount", "connectRetryInterval")],
    "linked_services.*.properties.*": [("connectRetryCount: 3", "connectRetryCount: 4")],
    "linked_services.*.description": [("What reports read.", "What people read.")],
    "aml.linked_service": [("machine_learning", "learning")],
    "aml.description": [("The workspace of this environment.", "The workspace.")],
    "defaults.compute": [("compute: shared-cluster", "compute: other-cluster")],
    "defaults.environment.python": [('python: "3.10"', 'python: "3.12"')],
    "defaults.environment.packages.[]": [("[pyarrow]", "[polars]")],
    "defaults.environment.image": [("base:1", "base:2")],
}

ENTAILED: Mapping[str, set[str]] = {
    "name": {"git.endpoint_ids.<name>"},
    "parameters.<name>": {"steps.*.arguments.[]", "factory.triggers.*.parameters.<name>"},
    "parameters.*.type": {"parameters.*.pattern"},
    "parameters.*.encoded": {"parameters.*.default", "factory.triggers.*.parameters.*"},
    "data.<name>": {"steps.*.output"},
    "data.*.role": {"steps.*.input", "steps.*.output", "data.*.datastore"},
    "steps.*.input": {"data.<name>"},
    "steps.*.output": {"data.<name>"},
    "factory.after.[].type": {
        "factory.after.[].properties.<name>",
        "factory.after.[].properties.*",
    },
    "aml.sdk": {
        "factory.activity.version",
        "factory.activity.parent_run",
        "factory.activity.retry",
    },
    "factory.after.[].properties.<name>": {"factory.after.[].properties.*"},
    "factory.triggers.*.parameters.<name>": {"factory.triggers.*.parameters.*"},
    "git.endpoint_ids.<name>": {"git.endpoint_ids.*"},
    "environments.*.linked_services.<name>": {
        "linked_services.<name>",
        "factory.after.[].linked_service",
    },
    "datastores.<name>": {"data.*.datastore"},
}
"""What else has to change with a key, so that the specs stay valid."""

CHOICES: Mapping[str, Mapping[str, list[Change]]] = {
    "parameters.*.type": {
        kind: [
            ("cohort:\n    type: string", f"cohort:\n    type: {kind}"),
            ('    pattern: "^[A-Za-z-]+$"\n', ""),
        ]
        for kind in ("integer", "number", "boolean")
    },
    "data.*.role": {
        "output": [
            ("customers: {role: input", "customers: {role: output"),
            ("scores: {role: output", "scores: {role: input"),
            ("input: customers", "input: scores"),
            ("output: scores", "output: customers"),
            ("datastore: raw", "datastore: lake"),
        ]
    },
    "aml.sdk": {
        "v2": [
            ("sdk: v1", "sdk: v2"),
            ('    version: "@{pipeline().parameters.top}"\n', ""),
            ('    parent_run: "@pipeline().GroupId"\n', ""),
            ("    retry: 1\n", ""),
        ]
    },
}
"""Choices that take more than another word."""

WORDS: Mapping[str, str] = {
    "steps.*.logging_level": "logging_level: DEBUG",
    "factory.activity.state": "state: Inactive",
    "factory.activity.on_inactive": "on_inactive: Succeeded",
    "factory.triggers.*.frequency": "frequency: Month",
    "datastores.*.type": "raw: {type: adls_gen2",
}
"""Where each other choice stands in the full specs."""

ONE_VALUE: Mapping[str, object] = {
    "version": 1,
    "steps.*.type": "parallel",
    "factory.triggers.*.type": "schedule",
    "service": "data_factory",
}
"""Keys that have only one valid value as yet."""
