"""Where a text of a spec comes out, on either side: read from the files, evaluated as Azure would.

The artifacts are those of one job of the full specs. What is found is data; a text that became
code, or part of another text, is not found here or does not parse.
"""

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from tests.support.evaluation import Run

Files = Mapping[str, str]
DESCRIBED = "description"


def _document(files: Files, kind: str, name: str) -> Any:
    return json.loads(files[f"factory/{kind}/{name}.json"])["properties"]


def _pipeline(files: Files) -> Any:
    (name,) = (path for path in files if path.startswith("factory/pipeline/"))
    return json.loads(files[name])["properties"]


def _trigger(files: Files) -> Any:
    (name,) = (path for path in files if path.endswith("_daily.json"))
    return json.loads(files[name])["properties"]


def _code(files: Files, name: str) -> ast.Module:
    (path,) = (path for path in files if path.endswith(f"/{name}"))
    return ast.parse(files[path])


def _constant(files: Files, name: str) -> Iterator[Any]:
    """The value of a constant in the script that publishes or deploys."""
    script = "deploy.py" if any(path.endswith("deploy.py") for path in files) else "publish_pipeline.py"
    for node in _code(files, script).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield ast.literal_eval(node.value)


def _docstrings(tree: ast.AST) -> Iterator[str]:
    """Every text that documents something, its words without their layout."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield words(str(node.value.value))


def words(text: str) -> str:
    return "".join(text.split())


def _job_description(files: Files) -> Iterator[str]:
    yield _pipeline(files)["description"]
    yield from _constant(files, "DESCRIPTION")


def _pattern(files: Files) -> Iterator[str]:
    for node in ast.walk(_code(files, "contract.py")):
        if isinstance(node, ast.keyword) and node.arg == "pattern" and isinstance(node.value, ast.Constant):
            yield ast.literal_eval(node.value)


def _default(files: Files) -> Iterator[str]:
    yield _run.value(_pipeline(files)["parameters"]["note"]["defaultValue"])
    for node in ast.walk(_code(files, "pipeline.py")):
        if isinstance(node, ast.Constant) and str(node.value).startswith("="):
            yield unquote(str(node.value)[1:], errors="strict")


def _activities(files: Files) -> Any:
    return _pipeline(files)["activities"]


def _experiment(files: Files) -> Iterator[str]:
    settings = _activities(files)[0]["typeProperties"]
    if "experimentName" not in settings:
        settings = settings["body"]["properties"]["properties"]
    yield _run.data(settings["experimentName"])


def _setting(name: str) -> Callable[[Files], Iterator[str]]:
    def read(files: Files) -> Iterator[str]:
        yield _run.data(_activities(files)[0]["typeProperties"][name])

    return read


def _activity_name(files: Files) -> Iterator[str]:
    name = str(_activities(files)[0]["name"])
    yield name.removesuffix(" submit") if "typeProperties" in _activities(files)[1] and name.endswith(" submit") else name


def _follower(name: str) -> Callable[[Files], Iterator[str]]:
    return lambda files: iter([_activities(files)[-1][name]])


def _services(files: Files, *way: str) -> Iterator[str]:
    """A property of each environment's own value: in Git, and in the parameters of ARM."""
    content = _document(files, "linkedService", "warehouse")
    for step in way:
        content = content[step]
    yield _run.data(content)


_run = Run()
FOUND: Mapping[str, Callable[[Files], Iterator[str]]] = {
    "description": _job_description,
    "parameters.*.default": _default,
    "parameters.*.pattern": _pattern,
    "factory.activity.name": _activity_name,
    "factory.activity.experiment": _experiment,
    "factory.activity.version": _setting("version"),
    "factory.activity.parent_run": _setting("mlParentRunId"),
    "factory.activity.user_properties.<name>": lambda files: iter(
        [_activities(files)[0]["userProperties"][0]["name"]]
    ),
    "factory.activity.user_properties.*": lambda files: iter(
        [_run.data(_activities(files)[0]["userProperties"][0]["value"])]
    ),
    "factory.after.[].name": _follower("name"),
    "factory.after.[].description": _follower("description"),
    "factory.after.[].properties.*": lambda files: iter(
        [_run.data(_activities(files)[-1]["typeProperties"]["storedProcedureName"])]
    ),
    "factory.triggers.*.description": lambda files: iter([_trigger(files)["description"]]),
    "factory.triggers.*.parameters.*": lambda files: iter(
        [_run.data(_trigger(files)["pipelines"][0]["parameters"]["note"])]
    ),
    "factory.folder": lambda files: iter([_pipeline(files)["folder"]["name"]]),
    "factory.annotations.[]": lambda files: iter(_pipeline(files)["annotations"][:1]),
    "environments.*.linked_services.*.*": lambda files: _services(
        files, "typeProperties", "server"
    ),
    "linked_services.*.description": lambda files: _services(files, "description"),
    "linked_services.*.properties.*": lambda files: _services(files, "typeProperties", "encrypt"),
    "aml.description": lambda files: iter(
        [_document(files, "linkedService", "machine_learning")["description"]]
    ),
}
"""The texts that came of a key of the language, one for each place where it stands."""


def documented(files: Files) -> set[str]:
    """The words of everything that documents the code."""
    return {
        text
        for path, content in files.items()
        if path.endswith(".py") and "/test_" not in path
        for text in _docstrings(ast.parse(content))
    }


def shape(path: str, text: str) -> str:
    """Everything of a file but what stands in its strings."""
    if path.endswith(".py"):
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        return ast.dump(tree)
    return json.dumps(_blank(json.loads(text))) if path.endswith(".json") else ""


def _blank(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _blank(inner) for name, inner in content.items()}
    if isinstance(content, list):
        return [_blank(item) for item in content]
    return "" if isinstance(content, str) else content
