"""Data: where they are, and which step writes and reads them."""

from collections.abc import Iterator

from generator.contract.job import RUN_ID
from generator.contract.model import Type
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.checks.taken import check_name
from generator.spec.language.data import DataKind, InputSpec, IntermediateSpec, OutputSpec
from generator.spec.language.keys import Sdk
from generator.spec.language.project import DatastoreType
from generator.spec.paths import holes, split

Related = tuple[tuple[str, Path], ...]


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `data`."""
    for name, data in context.spec.data.items():
        yield from check_name(context, "data", name)
        yield from _clash(context, name)
        if not isinstance(data, IntermediateSpec):
            yield from _datastore(context, data, ("data", name))
            yield from _path(context, data, ("data", name, "path"))
        if isinstance(data, InputSpec) and data.columns:
            yield from _columns(data, ("data", name))


def _clash(context: Context, name: str) -> Iterator[Finding]:
    if name in context.spec.parameters:
        message = f"{name!r} is a parameter too: both would be inputs of one AML pipeline"
        related = (("the parameter", ("parameters", name)),)
        yield Finding(
            Code.NAME_CLASH, ("data", name), message, "rename one", "key", related=related
        )


def _datastore(context: Context, data: InputSpec | OutputSpec, path: Path) -> Iterator[Finding]:
    known, where = context.shared("datastores"), (*path, "datastore")
    if data.datastore not in known:
        message = f"the project has no datastore {data.datastore!r}"
        hint = advice(data.datastore, known, "datastores")
        yield Finding(Code.UNKNOWN_DATASTORE, where, message, hint)
    datastore = context.project.datastores.get(data.datastore)
    if (
        datastore is not None
        and datastore.type is not DatastoreType.BLOB
        and context.sdk is Sdk.V2
        and data.role == "output"
    ):
        # Source: page how-to-use-batch-azure-data-factory.
        message = f"a batch endpoint cannot write to {data.datastore!r}, which is of type adls_gen2"
        hint = "use a blob datastore of the same account"
        yield Finding(Code.DATASTORE_KIND, where, message, hint)


def _path(context: Context, data: InputSpec | OutputSpec, path: Path) -> Iterator[Finding]:
    found = holes(data.path)
    fixed, _ = split(data.path)
    if found and isinstance(data, OutputSpec) and not fixed:
        message = "the first folder of an output is fixed: two jobs would write into each other's"
        hint = f"write {context.spec.name}/{data.path}"
        yield Finding(Code.BAD_NAME, path, message, hint)
    if found and isinstance(data, InputSpec) and data.kind is DataKind.TABLE:
        _, start, end = found[0]
        message = "the path of a table is fixed: no SDK can send another with a run"
        yield Finding(
            Code.DATA_KIND, path, message, "read a folder, or drop the parameter", span=(start, end)
        )
    for name, start, end in found:
        if name != RUN_ID:
            yield from _hole(context, name, path, (start, end))


def _columns(data: InputSpec, path: Path) -> Iterator[Finding]:
    if data.kind is DataKind.TABLE:
        message = "columns are checked in files, and Azure ML hands the rows of a table to a script"
        related = (("declared", (*path, "kind")),)
        hint = "read its files, with `kind: folder`, or drop the key"
        where = (*path, "columns")
        yield Finding(Code.DATA_KIND, where, message, hint, "key", related=related)


def _hole(context: Context, name: str, path: Path, span: tuple[int, int]) -> Iterator[Finding]:
    known = context.declared("parameters")
    parameter = context.spec.parameters.get(name)
    if name not in known:
        message = f"{name!r} is not a declared parameter"
        hint = advice(name, {*known, RUN_ID}, "a path can name")
        yield Finding(Code.UNKNOWN_IN_PATH, path, message, hint, span=span)
    elif parameter and (parameter.encoded or parameter.type not in (Type.STRING, Type.INTEGER)):
        kind = "encoded" if parameter.encoded else f"of type {parameter.type}"
        message = f"{name!r} is {kind}, so it has no one spelling in a path"
        hint = "a path can hold integers, and strings that are not encoded"
        related: Related = (("declared", ("parameters", name)),)
        yield Finding(Code.TYPE_IN_PATH, path, message, hint, "value", span, related)
