"""One good example of each type of activity: its properties as a spec gives them.

What a spec gives under keys of its own is left out: the activities inside of a container, the cases
of a Switch, the linked service that an activity runs on, the datasets that Copy reads and writes.
"""

from collections.abc import Mapping

_SCRIPTS = {"referenceName": "scripts", "type": "LinkedServiceReference"}
_RAW = {"referenceName": "raw_scores", "type": "DatasetReference"}

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "AppendVariable": {"variableName": "seen", "value": "@item().name"},
    "AzureFunctionActivity": {
        "functionName": "notify",
        "method": "POST",
        "headers": {"Content-Type": "application/json"},
        "body": {"run": "@pipeline().RunId"},
    },
    "AzureMLExecutePipeline": {
        "mlPipelineId": "@variables('pipeline_id')",
        "experimentName": "scoring",
        "mlPipelineParameters": {"day": "@pipeline().parameters.day"},
        "continueOnStepFailure": False,
    },
    "Copy": {
        "source": {
            "type": "ParquetSource",
            "storeSettings": {
                "type": "AzureBlobFSReadSettings",
                "recursive": True,
                "wildcardFileName": "*.parquet",
            },
        },
        "sink": {
            "type": "AzureSqlSink",
            "preCopyScript": "@concat('delete from scores where day = ''', utcNow(), '''')",
            "writeBatchSize": 10000,
            "tableOption": "autoCreate",
        },
        "enableStaging": False,
        "parallelCopies": 4,
        "translator": {
            "type": "TabularTranslator",
            "mappings": [{"source": {"name": "id"}, "sink": {"name": "customer"}}],
        },
    },
    "Custom": {
        "command": "python score.py",
        "resourceLinkedService": _SCRIPTS,
        "folderPath": "jobs/score",
        "retentionTimeInDays": 30,
        "referenceObjects": {"linkedServices": [_SCRIPTS], "datasets": [_RAW]},
        "extendedProperties": {"day": "@pipeline().parameters.day"},
    },
    "DataLakeAnalyticsU-SQL": {
        "scriptPath": "scripts/sum.usql",
        "scriptLinkedService": _SCRIPTS,
        "degreeOfParallelism": 3,
        "priority": 100,
        "parameters": {"in": "/raw", "out": "/sums"},
    },
    "DatabricksNotebook": {
        "notebookPath": "/Shared/score",
        "baseParameters": {"day": "@pipeline().parameters.day"},
        "libraries": [{"pypi": {"package": "lightgbm"}}],
    },
    "DatabricksSparkJar": {
        "mainClassName": "com.example.Score",
        "parameters": ["@pipeline().parameters.day"],
        "libraries": [{"jar": "dbfs:/jars/score.jar"}],
    },
    "DatabricksSparkPython": {
        "pythonFile": "dbfs:/scripts/score.py",
        "parameters": ["--day", "@pipeline().parameters.day"],
    },
    "Delete": {
        "dataset": _RAW,
        "recursive": True,
        "enableLogging": False,
        "storeSettings": {"type": "AzureBlobStorageReadSettings", "recursive": True},
    },
    "ExecuteDataFlow": {
        "dataFlow": {
            "referenceName": "clean",
            "type": "DataFlowReference",
            "parameters": {"day": "@pipeline().parameters.day"},
        },
        "compute": {"computeType": "General", "coreCount": 8},
        "staging": {"linkedService": _SCRIPTS, "folderPath": "staging"},
        "traceLevel": "Fine",
    },
    "ExecutePipeline": {
        "pipeline": {"referenceName": "report", "type": "PipelineReference"},
        "waitOnCompletion": True,
        "parameters": {"day": "@pipeline().parameters.day"},
    },
    "Fail": {"message": "@concat('no rows for ', utcNow())", "errorCode": "500"},
    "Filter": {
        "items": "@activity('List files').output.childItems",
        "condition": "@endswith(item().name, '.parquet')",
    },
    "ForEach": {
        "items": "@activity('List files').output.childItems",
        "isSequential": False,
        "batchCount": 10,
    },
    "GetMetadata": {
        "dataset": _RAW,
        "fieldList": ["childItems", "lastModified"],
        "storeSettings": {"type": "AzureBlobFSReadSettings", "recursive": True},
    },
    "HDInsightHive": {
        "scriptPath": "scripts/sum.hql",
        "scriptLinkedService": _SCRIPTS,
        "defines": {"day": "@pipeline().parameters.day"},
        "getDebugInfo": "Failure",
        "queryTimeout": 60,
    },
    "HDInsightMapReduce": {
        "className": "com.example.Sum",
        "jarFilePath": "jars/sum.jar",
        "jarLinkedService": _SCRIPTS,
        "jarLibs": ["jars/common.jar"],
        "arguments": ["@pipeline().parameters.day"],
        "defines": {"queue": "nightly"},
    },
    "HDInsightPig": {
        "scriptPath": "scripts/sum.pig",
        "scriptLinkedService": _SCRIPTS,
        "arguments": ["-param day=1"],
        "defines": {"day": "@pipeline().parameters.day"},
    },
    "HDInsightSpark": {
        "rootPath": "spark/jobs",
        "entryFilePath": "score.py",
        "sparkJobLinkedService": _SCRIPTS,
        "arguments": ["--day", "@pipeline().parameters.day"],
        "sparkConfig": {"spark.executor.memory": "4g"},
        "getDebugInfo": "Always",
    },
    "HDInsightStreaming": {
        "mapper": "mapper.exe",
        "reducer": "reducer.exe",
        "input": "wasbs://data@store.blob.core.windows.net/in",
        "output": "wasbs://data@store.blob.core.windows.net/out",
        "filePaths": ["bin/mapper.exe", "bin/reducer.exe"],
        "fileLinkedService": _SCRIPTS,
    },
    "IfCondition": {"expression": "@greater(activity('Count').output.firstRow.n, 0)"},
    "Lookup": {
        "source": {"type": "AzureSqlSource", "sqlReaderQuery": "select count(*) as n from raw"},
        "dataset": {**_RAW, "parameters": {"table": "raw"}},
        "firstRowOnly": True,
    },
    "Script": {
        "scripts": [
            {
                "type": "NonQuery",
                "text": "delete from scores where day = @day",
                "parameters": [
                    {
                        "name": "day",
                        "type": "String",
                        "value": "@pipeline().parameters.day",
                        "direction": "Input",
                    }
                ],
            }
        ],
        "scriptBlockExecutionTimeout": "02:00:00",
        "logSettings": {"logDestination": "ActivityOutput"},
    },
    "SetVariable": {"variableName": "day", "value": "@formatDateTime(utcNow(), 'yyyy-MM-dd')"},
    "SparkJob": {
        "sparkJob": {"referenceName": "score", "type": "SparkJobDefinitionReference"},
        "args": ["--day", "@pipeline().parameters.day"],
        "targetBigDataPool": {"referenceName": "small", "type": "BigDataPoolReference"},
        "numExecutors": 2,
    },
    "SqlServerStoredProcedure": {
        "storedProcedureName": "dbo.load_scores",
        "storedProcedureParameters": {
            "day": {"value": "@pipeline().parameters.day", "type": "String"}
        },
    },
    "Switch": {"on": "@pipeline().parameters.region"},
    "SynapseNotebook": {
        "notebook": {"referenceName": "score", "type": "NotebookReference"},
        "sparkPool": {"referenceName": "small", "type": "BigDataPoolReference"},
        "parameters": {"day": {"value": "@pipeline().parameters.day", "type": "string"}},
        "numExecutors": 2,
    },
    "Until": {"expression": "@equals(variables('state'), 'done')", "timeout": "0.02:00:00"},
    "Validation": {"dataset": _RAW, "timeout": "0.01:00:00", "sleep": 30, "childItems": True},
    "Wait": {"waitTimeInSeconds": 30},
    "WebActivity": {
        "method": "POST",
        "url": "https://example.com/scored",
        "headers": {"Content-Type": "application/json"},
        "body": {"day": "@pipeline().parameters.day"},
        "authentication": {"type": "MSI", "resource": "https://example.com"},
    },
    "WebHook": {
        "method": "POST",
        "url": "https://example.com/approve",
        "timeout": "01:00:00",
        "body": "@json('{}')",
        "reportStatusOnCallBack": True,
    },
}
