"""Places of data, as what is sent to Azure ML names them."""

import re
from collections.abc import Mapping

from msgspec import Struct

KINDS: Mapping[str, str] = {
    "uri_folder": "folder",
    "uri_file": "file",
    "mltable": "table",
    "custom_model": "model",
    "mlflow_model": "model",
    "triton_model": "model",
}
"""The kinds of data, by the words of SDK v2 (`AssetTypes` of azure-ai-ml)."""
_IN_DATASTORE = re.compile(
    r"azureml:(?://|/)(?:subscriptions/.*/)?datastores/([^/]+)/paths/(.*)", re.DOTALL
)


class DataRef(Struct, frozen=True):
    """A folder or a file: a path in a datastore or, if `datastore` is "", a URI.

    `kind` is "folder" or "file" where a request says so, else "".
    """

    datastore: str
    path: str
    kind: str = ""

    @classmethod
    def of_uri(cls, uri: str, kind: str = "") -> "DataRef":
        """The place that a URI names: `azureml://datastores/<name>/paths/<path>`, short or long.

        Any other URI (https, wasbs, abfss, azureml:<asset>:<version>) stays one.
        """
        found = _IN_DATASTORE.fullmatch(uri)
        if found is None:
            return cls("", uri, kind)
        return cls(found[1], found[2], kind)

    def __str__(self) -> str:
        if not self.datastore:
            return self.path
        return f"azureml://datastores/{self.datastore}/paths/{self.path}"
