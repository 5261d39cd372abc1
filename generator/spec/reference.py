"""The language as a page for people, made from its JSON Schema."""

from collections.abc import Iterator
from typing import cast

from generator.contract.values import Json
from generator.spec.schema import BECOMES, Schema, job_schema, project_schema

TITLE = """\
# The spec language

Made from the language's own classes, by `scorewright schema --markdown`. Where "or expression"
stands, text that begins with `@` or holds `@{` is an expression of Data Factory; a literal `@` at
the start is written `@@` there, and a literal `@{` is written `@@{`.

The last two columns say what a key becomes on the two sides: in the documents of Data Factory or
Synapse, and in the Python of Azure ML, whose SDKs are v1 and v2. Where they are empty, that side
never sees the key.
"""


def reference() -> str:
    """The reference of specs and of the project file, as Markdown."""
    pages = [("A spec: `specs/<name>.yaml`", job_schema(becomes=True))]
    pages.append(("The project file: `specs/project.yaml`", project_schema(becomes=True)))
    lines = [TITLE]
    told: set[str] = set()
    for title, schema in pages:
        lines += [f"## {title}", "", *_table(schema)]
        for name, definition in cast(Schema, schema["$defs"]).items():
            if name not in told:
                about = cast(str, cast(Schema, definition)["description"])
                lines += [f"### {name}", "", about, "", *_table(cast(Schema, definition))]
                told.add(name)
    return "\n".join(lines).rstrip() + "\n"


def _table(record: Schema) -> Iterator[str]:
    yield "| key | value | default | meaning | in the factory | in Azure ML |"
    yield "|---|---|---|---|---|---|"
    required = cast(list[str], record["required"])
    for name, property_ in cast(Schema, record["properties"]).items():
        schema = cast(Schema, property_)
        default = "required" if name in required else _default(schema)
        told = [_cell(str(schema[key])) for key in ("description", *BECOMES)]
        yield f"| `{name}` | {_cell(_kind(schema))} | {default} | {' | '.join(told)} |"
    yield ""


def _default(schema: Schema) -> str:
    if "default" not in schema:
        return "optional"
    value = schema["default"]
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(schema: Schema) -> str:
    """What may stand as a value, in few words."""
    if rules := schema.get("allOf"):
        others = [cast(Schema, cast(Schema, rule)["then"]) for rule in cast(list[Json], rules)]
        return " or ".join(map(_kind, others))
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " or ".join(f"`{word}`" for word in cast(list[Json], schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(cast(Schema, schema['items']))}"
    if schema.get("type") == "object":
        return f"names, each with {_kind(cast(Schema, schema['additionalProperties']))}"
    if isinstance(schema.get("type"), list) and "maxLength" not in schema:
        return "literal or expression"
    return _scalar(schema)


def _scalar(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"{schema['type']}, {low} to {high}" if low != high else f"`{low}`"
    if "maxLength" in schema:
        return "text"
    words = {"string": "text", "boolean": "`true` or `false`"}
    kind = str(schema.get("type", "as Data Factory has it"))
    return words.get(kind, kind)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
