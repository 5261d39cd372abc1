"""The columns of a Parquet file, by its schema. pyarrow, which reads it, is an extra."""

from pathlib import Path
from typing import TYPE_CHECKING

from generator.contract.model import Type
from generator.contract.steps import Column
from generator.scaffold.table import NotATable, Table

if TYPE_CHECKING:
    from pyarrow import DataType


def read(file: Path) -> Table:
    """The columns of a file; a date and a time are strings, as in CSV.

    Raises:
        NotATable: pyarrow is not installed, the file is no Parquet, or a column's values are none
            of the four types.
        OSError: it cannot be read.
    """
    try:
        from pyarrow import parquet
    except ImportError:
        hint = "python -m pip install 'scorewright[parquet]'"
        raise NotATable("Parquet is read by pyarrow, which is not installed", hint) from None
    try:
        schema = parquet.read_schema(file)
    except ValueError as error:  # as pyarrow's own faults are
        raise NotATable(f"this is no Parquet: {error}") from None
    kinds = {field.name: _kind(field.type) for field in schema}
    if others := [f"{each.name!r} ({each.type})" for each in schema if kinds[each.name] is None]:
        message = f"a column is a string, an integer, a number or a boolean: {', '.join(others)}"
        raise NotATable(message, "write `columns` by hand, without these")
    if not kinds:
        raise NotATable("there is no column in the file")
    return Table(tuple(Column(each.name, kinds[each.name] or Type.STRING) for each in schema))


def _kind(kind: "DataType") -> Type | None:
    """The type of a column's values, or None if it is none of the four."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _kind(kind.value_type)
    if types.is_boolean(kind):
        return Type.BOOLEAN
    if types.is_integer(kind):
        return Type.INTEGER
    if types.is_floating(kind) or types.is_decimal(kind):
        return Type.NUMBER
    text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    return Type.STRING if text or types.is_temporal(kind) or types.is_null(kind) else None
