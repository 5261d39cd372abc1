"""What a job reads, writes, and passes from step to step."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from generator.contract.model import Type
from generator.spec.forms import ColumnName, DataPathText, Name, Range, Sentence
from generator.spec.record import Record, key

MOST_COLUMNS = 2_000


class DataKind(StrEnum):
    """What stands at a path."""

    FOLDER = "folder"
    FILE = "file"
    TABLE = "table"


class InputSpec(Record):
    """Data that the job reads."""

    role: Literal["input"] = key("input: the job reads it.")
    datastore: Name = key(
        "A datastore of the project file.",
        factory="DataStoreName of the data path assignment, or part of the URI (v2)",
        aml="the datastore of the published DataPath (v1)",
    )
    path: DataPathText = key(
        "The place in the datastore; {parameter} stands for a value of the run, {factory_run_id} "
        "for the factory run's id.",
        factory="RelativePath of the data path assignment (v1), or the end of the URI (v2)",
        aml="the published DataPath's default (v1)",
    )
    kind: DataKind = key(
        "folder, file, or table: a delimited file (v1) or an MLTable (v2), handed to a parallel "
        "step as DataFrames; its path is fixed.",
        factory="UriFolder or UriFile (v2); a table is not sent",
        aml="uri_folder or uri_file (v2); a TabularDataset (v1) or an mltable (v2)",
        default=DataKind.FOLDER,
    )
    columns: Annotated[Mapping[ColumnName, Type], Range(1, MOST_COLUMNS)] = key(
        "The columns that each file, CSV or Parquet, has to have, with their types; others may "
        "stand beside them, and a cell may be empty.",
        aml="columns.py, which reads a file's rows and refuses a file that is not so",
        default_factory=dict,
    )
    description: Sentence = key("What the data are.", aml="the comment in contract.py", default="")


class OutputSpec(Record):
    """A folder that the job writes."""

    role: Literal["output"] = key("output: the job writes it.")
    datastore: Name = key(
        "A datastore of the project file.",
        factory="part of the URI (v2)",
        aml="the datastore of the OutputFileDatasetConfig (v1)",
    )
    path: DataPathText = key(
        "The folder in the datastore, as that of an input.",
        factory="the end of the URI (v2)",
        aml="its fixed folders are the OutputFileDatasetConfig's destination, the rest is added "
        "by contract.py (v1)",
    )
    description: Sentence = key("What the data are.", aml="the comment in contract.py", default="")


class IntermediateSpec(Record):
    """A folder that one step writes and later ones read; its place is Azure ML's own choice."""

    role: Literal["intermediate"] = key("intermediate: from step to step.")
    description: Sentence = key("What the data are.", aml="the comment in contract.py", default="")


DataSpec = InputSpec | OutputSpec | IntermediateSpec
