"""Where a text of a spec comes out, on either side: read from the files, evaluated as Azure would.

The files are those of one job of the full specs. What is found is data: a text that became code,
or part of another text, is not found here or does not parse.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from tests.support.evaluation import Run

Files = Mapping[str, str]
Found = Iterator[Any]
_RUN = Run()
_ACTIVITY = re.compile(r"activity\('((?:[^']|'')*)'\)")


# the documents ------------------------------------------------------------------------------------


def properties(files: Files, ending: str) -> Any:
    """The properties of the one document whose path ends so."""
    (text,) = (text for path, text in files.items() if path.endswith(ending))
    return json.loads(text)["properties"]


def _pipeline(files: Files) -> Any:
    (path,) = (path for path in files if path.startswith("factory/pipeline/"))
    return properties(files, path)


def strings(content: Any) -> Iterator[str]:
    """Every text of a document, keys apart."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for inner in content.values() if isinstance(content, dict) else content:
            yield from strings(inner)


def _in_pipeline(*way: str | int) -> Callable[[Files], Found]:
    return lambda files: iter([_at(_pipeline(files), way)])


def _in_trigger(*way: str | int) -> Callable[[Files], Found]:
    return lambda files: iter([_at(properties(files, "_daily.json"), way)])


def _in_service(name: str, *way: str | int) -> Callable[[Files], Found]:
    return lambda files: iter([_at(properties(files, f"linkedService/{name}.json"), way)])


def _at(content: Any, way: tuple[str | int, ...]) -> Any:
    """What stands at the end of a way; below `typeProperties` and the like, evaluated."""
    evaluated = {"typeProperties", "userProperties", "parameters"} & {*way}
    for step in way:
        content = content[step]
    return _RUN.data(content) if evaluated else content


def _experiment(files: Files) -> Found:
    settings = _pipeline(files)["activities"][0]["typeProperties"]
    if "body" in settings:
        settings = settings["body"]["properties"]["properties"]
    yield _RUN.data(settings["experimentName"])


def _scoring_name(files: Files) -> Found:
    """The scoring activity's name, and what expressions call it; v2 puts words behind it."""
    document = _pipeline(files)
    name = str(document["activities"][0]["name"])
    yield name.removesuffix(" submit")
    for text in strings(document):
        for called in _ACTIVITY.findall(text):
            yield called.replace("''", "'").removesuffix(" submit").removesuffix(" look")


# the code -----------------------------------------------------------------------------------------


def code(files: Files, *names: str) -> ast.Module:
    """The one file of these names that there is."""
    (text,) = (text for path, text in files.items() if path.rpartition("/")[2] in names)
    return ast.parse(text)


def _job_description(files: Files) -> Found:
    yield _pipeline(files)["description"]
    for node in code(files, "deploy.py", "publish_pipeline.py").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DESCRIPTION":
            yield ast.literal_eval(node.value)


def _pattern(files: Files) -> Found:
    """The pattern of `cohort` in the table of readers."""
    for node in ast.walk(code(files, "contract.py")):
        pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
        for key, reader in pairs:
            if isinstance(key, ast.Constant) and key.value == "cohort":
                assert isinstance(reader, ast.Call)
                yield from (ast.literal_eval(each.value) for each in reader.keywords)


def _default(files: Files) -> Found:
    """The default of `note`, which travels encoded."""
    yield _RUN.value(_pipeline(files)["parameters"]["note"]["defaultValue"])
    for node in ast.walk(code(files, "pipeline.py")):
        if isinstance(node, ast.Constant) and str(node.value).startswith("="):
            yield unquote(str(node.value)[1:], errors="strict")


def documented(files: Files) -> set[str]:
    """The words of each text that documents the code; their layout is the generator's."""
    return {
        "".join(str(node.value.value).split())
        for path, text in files.items()
        if path.endswith(".py") and "/test_" not in path
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def shape(path: str, text: str) -> str:
    """Everything of a file but what stands in its strings; YAML holds no free text."""
    if path.endswith(".yml"):
        return text
    if path.endswith(".json"):
        return json.dumps(_blank(json.loads(text)))
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def _blank(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _blank(inner) for name, inner in content.items()}
    if isinstance(content, list):
        return [_blank(item) for item in content]
    return "" if isinstance(content, str) else content


_SETTINGS = ("activities", 0, "typeProperties")
CARRIED: Mapping[str, Callable[[Files], Found]] = {
    "description": _job_description,
    "parameters.*.default": _default,
    "parameters.*.pattern": _pattern,
    "parameters.*.description": lambda _: iter(()),  # see `documented`
    "factory.activity.name": _scoring_name,
    "factory.activity.experiment": _experiment,
    "factory.activity.version": _in_pipeline(*_SETTINGS, "version"),
    "factory.activity.parent_run": _in_pipeline(*_SETTINGS, "mlParentRunId"),
    "factory.activity.user_properties.*": _in_pipeline(
        "activities", 0, "userProperties", 0, "value"
    ),
    "factory.after.[].name": _in_pipeline("activities", -1, "name"),
    "factory.after.[].description": _in_pipeline("activities", -1, "description"),
    "factory.after.[].properties.*": _in_pipeline(
        "activities", -1, "typeProperties", "storedProcedureName"
    ),
    "factory.triggers.*.description": _in_trigger("description"),
    "factory.triggers.*.time_zone": _in_trigger("typeProperties", "recurrence", "timeZone"),
    "factory.triggers.*.parameters.*": _in_trigger("pipelines", 0, "parameters", "note"),
    "factory.folder": _in_pipeline("folder", "name"),
    "factory.annotations.[]": _in_pipeline("annotations", 0),
    "linked_services.*.description": _in_service("warehouse", "description"),
    "linked_services.*.properties.*": _in_service("warehouse", "typeProperties", "encrypt"),
    "environments.*.linked_services.*.*": _in_service("warehouse", "typeProperties", "server"),
    "environments.*.aml.resource_group": _in_service(
        "machine_learning", "typeProperties", "resourceGroupName"
    ),
    "aml.description": _in_service("machine_learning", "description"),
}
"""The texts that came of a key of the language, one for each place where it stands."""
EVALUATED = {
    "factory.activity.experiment",
    "factory.activity.version",
    "factory.activity.parent_run",
    "factory.activity.user_properties.*",
    "factory.after.[].properties.*",
    "factory.triggers.*.parameters.*",
    "linked_services.*.properties.*",
    "environments.*.linked_services.*.*",
}
"""The keys whose text is the factory's: expressions, or text in which @@ stands for @."""
EMBEDDED = {"environments.*.aml.endpoint_suffix", "data.*.path"}
"""The keys whose text is one piece of a longer one; letters and dashes are all that they take."""
