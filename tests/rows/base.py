"""A project with everything that activities can refer to, and a job around one activity."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from tests.factory_types.examples import EXAMPLES
from tests.support.projects import SPECS, Texts

PROJECT = """\
version: 1
service: data_factory
git: {environment: dev}
datastores:
  lake: {type: blob}
  cold: {type: adls_gen2}
existing:
  data_flows: [clean]
  pipelines: [report]
  notebooks: [score]
  spark_jobs: [score]
  spark_pools: [small]
  integration_runtimes: [private-ir]
linked_services:
  vault: {type: AzureKeyVault, properties: {baseUrl: "https://vault.example.com/"}}
  scripts: {type: AzureBlobStorage, properties: {serviceEndpoint: "https://store.example.com/"}}
  warehouse:
    type: AzureSqlDatabase
    parameters: {base: {type: string, default: sales}}
    properties: {server: sql.example.com, database: "@linkedService().base"}
  cluster:
    type: HDInsight
    properties: {clusterUri: "https://hadoop.example.com/"}
  pool:
    type: AzureBatch
    properties:
      accountName: scoring
      batchUri: https://scoring.example.com
      poolName: small
      linkedServiceName: {referenceName: scripts, type: LinkedServiceReference}
  bricks:
    type: AzureDatabricks
    properties: {domain: "https://bricks.example.com", authentication: MSI, existingClusterId: one}
  analytics:
    type: AzureDataLakeAnalytics
    properties: {accountName: scoring, tenant: here}
  functions: {type: AzureFunction, properties: {functionAppUrl: "https://functions.example.com"}}
datasets:
  raw_scores:
    type: Parquet
    linked_service: scripts
    parameters: {table: {type: string, default: all}}
    properties:
      location: {type: AzureBlobStorageLocation, container: raw, folderPath: "@dataset().table"}
environments:
  dev: &dev
    factory: adf-dev
    synapse: syn-dev
    sources:
      uploads: SUB/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads
      orders: SUB/resourceGroups/rg/providers/Microsoft.EventGrid/topics/orders
    aml:
      subscription: 00000000-0000-0000-0000-00000000000d
      resource_group: rg-dev
      workspace: aml-dev
      region: westeurope
defaults: {compute: cpu-cluster}
""".replace("SUB", "/subscriptions/00000000-0000-0000-0000-00000000000d").replace(" &dev", "")

JOB = """\
version: 1
name: row
parameters:
  day: {type: string, default: "2026-01-01", pattern: "^[0-9-]+$"}
  region: {type: string, default: emea}
  threshold: {type: number, default: 0.5}
data:
  customers: {role: input, datastore: lake, path: "customers/{day}/{region}"}
  scores: {role: output, datastore: lake, path: "scores/{day}/{region}"}
steps:
  score: {type: parallel, input: customers, output: scores, arguments: [threshold, region]}
factory:
  service: SERVICE
  variables: {day: {type: String}, state: {type: String, default: new}, seen: {type: Array}}
  before:
    - name: List files
      type: GetMetadata
      properties:
        dataset: {referenceName: raw_scores, type: DatasetReference}
        fieldList: [childItems]
    - name: Count
      type: Lookup
      properties:
        source: {type: AzureSqlSource, sqlReaderQuery: select 1}
        dataset: {referenceName: raw_scores, type: DatasetReference}
BEFORE
  activity: ACTIVITY
AFTER
aml: {sdk: SDK}
"""

LINKED: Mapping[str, str] = {
    "AzureFunctionActivity": "functions",
    "Custom": "pool",
    "DataLakeAnalyticsU-SQL": "analytics",
    "DatabricksJob": "bricks",
    "DatabricksNotebook": "bricks",
    "DatabricksSparkJar": "bricks",
    "DatabricksSparkPython": "bricks",
    "HDInsightHive": "cluster",
    "HDInsightMapReduce": "cluster",
    "HDInsightPig": "cluster",
    "HDInsightSpark": "cluster",
    "HDInsightStreaming": "cluster",
    "Script": "warehouse",
    "SqlServerStoredProcedure": "warehouse",
}
"""What an activity of each type runs on."""
WAIT = {"name": "Inner", "type": "Wait", "properties": {"waitTimeInSeconds": 1}}
SCORE = {"name": "Score", "type": "Score"}
_INNER: Mapping[str, Mapping[str, object]] = {
    "ForEach": {"activities": [WAIT]},
    "Until": {"activities": [WAIT]},
    "IfCondition": {"if_true": [WAIT]},
    "Switch": {"cases": {"emea": [WAIT]}, "default": []},
}
Activity = Mapping[str, object]


def example(kind: str, service: str) -> Activity:
    """A good activity of a type, as a spec gives it."""
    properties = dict(EXAMPLES[kind])
    if kind == "ExecuteDataFlow" and service == "synapse":
        properties["dataflow"] = properties.pop("dataFlow")  # its SDK spells it so
    found: dict[str, object] = {"name": "Row", "type": kind, "properties": properties}
    if kind in LINKED:
        found["linked_service"] = LINKED[kind]
    if kind == "Copy":
        found["inputs"] = [{"dataset": "raw_scores", "parameters": {"table": "new"}}]
        found["outputs"] = [{"dataset": "raw_scores"}]
    return {**found, **_INNER.get(kind, {})}


def specs(
    *,
    service: str = "data_factory",
    sdk: str = "v1",
    before: Activity | None = None,
    activity: Activity = SCORE,
    after: Activity | None = None,
    more: str = "",
) -> Texts:
    """A job in its project; `more` are further lines of its part for the factory."""
    text = JOB.replace("SERVICE", service).replace("SDK", sdk)
    text = text.replace("BEFORE\n", f"    - {json.dumps(before)}\n" if before else "")
    text = text.replace("ACTIVITY", json.dumps(activity))
    text = text.replace("AFTER\n", (f"  after: [{json.dumps(after)}]\n" if after else "") + more)
    return {SPECS / "project.yaml": PROJECT, PurePosixPath(SPECS, "row.yaml"): text}
