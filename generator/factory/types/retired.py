"""What Azure has retired and the SDKs still have.

Sources: service_list.json of github.com/Azure/EOL; the notes on the pages of Data Factory's docs.
"""

from collections.abc import Mapping

from generator.factory.types.table import Kind

_ANALYTICS = "Azure Data Lake Analytics was retired on 29 February 2024"
_STORE = "Azure Data Lake Storage Gen1 was retired on 29 February 2024"
_STUDIO = "Machine Learning Studio (classic) was retired on 31 August 2024"

RETIRED: Mapping[tuple[Kind, str], tuple[str, str]] = {
    ("activity", "DataLakeAnalyticsU-SQL"): (_ANALYTICS, "run the query in Spark or in SQL"),
    ("activity", "AzureMLBatchExecution"): (_STUDIO, "call an Azure Machine Learning endpoint"),
    ("activity", "AzureMLUpdateResource"): (_STUDIO, "register the model in Azure ML"),
    ("linkedService", "AzureDataLakeAnalytics"): (_ANALYTICS, "use Databricks or Synapse"),
    ("linkedService", "AzureDataLakeStore"): (_STORE, "use AzureBlobFS, which is Gen2"),
    ("linkedService", "AzureML"): (_STUDIO, "use AzureMLService"),
}
"""Why a type does nothing any more, and what to use instead."""
