"""Did texts come out as data? Two outputs of the same specs are compared, place by place.

One is compiled with a harmless mark at each spot, the other with a hostile text there. Wherever
the first has a mark, the second has to have the text; everything else has to be the same. Nothing
here knows how the generator escapes: the documents are parsed and evaluated.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import yaml

from generator import expression
from generator.expression import Scope, TriggerKind
from generator.expression.body import body
from generator.expression.scope import ResourceKind
from tests.support import factory_values
from tests.support.arm import Deployment
from tests.support.factory_values import Computed
from tests.support.sides import SIDES, Side

Files = Mapping[str, str]
_MARK = re.compile("[zZ]q([0-9]+)zq")
_NAME = re.compile("[a-z][a-z0-9_]*")
_FOLDERS = {side.folder for side in SIDES.values()}
_TEMPLATES = {side.template for side in SIDES.values()}
_IN_ADDRESS = {
    "pipeline": Scope(in_loop=True),
    "trigger": Scope(trigger=TriggerKind.SCHEDULE),
    "linkedService": Scope(resource=ResourceKind.LINKED_SERVICE),
    "dataset": Scope(resource=ResourceKind.DATASET),
}
"""Where expressions are allowed, by the folder of the document."""


def mark(number: int) -> str:
    """Harmless text, which no other text contains."""
    return f"zq{number}zq"


@dataclass(frozen=True)
class Outputs:
    """The two outputs, and the text behind each mark."""

    harmless: Files
    hostile: Files
    texts: Mapping[int, str]

    def check(self) -> None:
        """Raises AssertionError at the first place where the text is anything but data."""
        assert {self.renamed(path) for path in self.harmless} == self.hostile.keys()
        for path, text in self.harmless.items():
            self._check_file(PurePosixPath(path), text, self.hostile[self.renamed(path)])
        for side in SIDES.values():
            if side.template in self.harmless:
                _check_arm(self.hostile, side)
                both = (self.harmless[side.template], self.hostile[side.template])
                here, there = map(_evaluated_by_arm, both)
                assert {self.renamed(text) for text in here} == there

    def _check_file(self, path: PurePosixPath, harmless: str, hostile: str) -> None:
        if harmless == hostile and not _MARK.search(harmless):
            return
        if path.suffix == ".py":
            self._check_python(path, ast.parse(harmless), ast.parse(hostile))
        elif path.suffix == ".yml":
            self._check_data(yaml.safe_load(harmless), yaml.safe_load(hostile), str(path))
        elif path.parts[0] in _FOLDERS:
            here, there = (_document(path, json.loads(t)) for t in (harmless, hostile))
            self._check_data(here, there, str(path))
        elif path.suffix == ".json" and path.parts[0] == "deploy":
            self._check_data(json.loads(harmless), json.loads(hostile), str(path))
        elif "TemplateParameters" in path.stem:
            here, there = (_parameters(json.loads(text)) for text in (harmless, hostile))
            here = {self.renamed(name): value for name, value in here.items()}
            here, there = (dict(sorted(each.items())) for each in (here, there))
            self._check_data(here, there, str(path))
        else:
            assert str(path) in _TEMPLATES

    # what is behind a mark

    def filled(self, text: str, spell: Any = str) -> str:
        """A harmless text as it has to be with the hostile ones."""
        return _MARK.sub(lambda found: spell(self.texts[int(found[1])]), text)

    def encoded(self, text: str) -> str:
        """The same as it travels to a script as the value of an encoded parameter."""
        return self.filled(text, lambda given: quote(given, safe="-_.~"))

    def _carried(self, text: str) -> str:
        sent = text.startswith("=") and _MARK.fullmatch(text[1:])
        return self.encoded(text) if sent else self.filled(text)

    def renamed(self, text: str) -> str:
        """The same where only a name can stand."""
        return _MARK.sub(self._name, text)

    def _name(self, found: re.Match[str]) -> str:
        name = self.texts[int(found[1])]
        assert _NAME.fullmatch(name), f"{name!r} is where only a name can stand: {found.string}"
        return name.capitalize() if found[0][0] == "Z" else name

    # JSON and YAML

    def _check_data(self, harmless: Any, hostile: Any, at: str) -> None:
        if isinstance(harmless, str) and isinstance(hostile, Computed):
            return self._check_meant(harmless, hostile, at)
        assert type(harmless) is type(hostile), f"{at}: {harmless!r} has become {hostile!r}"
        if isinstance(harmless, dict):
            self._check_data([*harmless], [*hostile], f"{at} keys")
            for (name, here), there in zip(harmless.items(), hostile.values(), strict=True):
                self._check_data(here, there, f"{at}.{name}")
        elif isinstance(harmless, list):
            assert len(harmless) == len(hostile), at
            for i, (here, there) in enumerate(zip(harmless, hostile, strict=True)):
                self._check_data(here, there, f"{at}.{i}")
        elif isinstance(harmless, Computed):
            assert hostile.text in self._computed(harmless.text), at
        elif isinstance(harmless, str):
            assert hostile == self._carried(harmless), at
        else:
            assert hostile == harmless, at
        return None

    def _computed(self, text: str) -> set[str]:
        """An expression with the hostile texts in its strings, or, if meant so, between them."""
        quoted = self.filled(text, lambda given: given.replace("'", "''"))
        if not all(expression.is_expression(self.filled(each[0])) for each in _MARK.finditer(text)):
            return {quoted}
        between = self.filled(text, lambda given: f"',{body(given)},'")
        return {quoted, expression.canonical(between)}

    def _check_meant(self, harmless: str, hostile: Computed, at: str) -> None:
        """An expression stands where text was, so it has to be meant as one, and allowed.

        What a step is sent for a parameter is one expression even of text with several in it, and
        encoded if the parameter is.
        """
        encoded = harmless.startswith("=") and len(harmless) > 1
        harmless = harmless.removeprefix("=")
        written = self.filled(harmless)
        scope = _IN_ADDRESS[at.split("/")[1]]
        assert expression.is_expression(written), f"{at}: {written!r} is evaluated"
        assert _MARK.fullmatch(harmless), f"{at}: {written!r} became a part of {hostile.text}"
        assert expression.check(written, scope) == (), f"{at}: {written!r} is no good expression"
        alone = body(written)
        sent = f"@concat('=',uriComponent({alone}))" if encoded else f"@{alone}"
        meant = {expression.canonical(text) for text in ([sent] if encoded else [sent, written])}
        assert expression.canonical(hostile.text) in meant, at

    # Python

    def _check_python(self, path: PurePosixPath, harmless: ast.Module, hostile: ast.Module) -> None:
        if path.name.startswith("test_"):
            return
        here, there = ([*_strings(tree)] for tree in (harmless, hostile))
        shapes = [_shape(tree) for tree in (harmless, hostile)]
        assert self.renamed(shapes[0]) == shapes[1], f"{path} is other code"
        for (text, is_docstring), (found, _) in zip(here, there, strict=True):
            if is_docstring:
                assert _words(self.filled(text)) == _words(found), path
            else:
                assert found in (self.filled(text), self.encoded(text)), path


def _document(path: PurePosixPath, document: Any) -> Any:
    """A document with each text as the factory takes it; what triggers wait for is only text."""
    if path.parent.name != "trigger":
        return factory_values.data(document)
    waits = document["properties"].pop("typeProperties", None)
    return {**factory_values.data(document), "typeProperties": waits}


def _strings(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Every string of some code, and whether it is a docstring."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, id(node) in docstrings


def _shape(tree: ast.Module) -> str:
    """Everything of some code but what stands in its strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def _words(text: str) -> str:
    """A docstring is laid out anew; only its words are as they were."""
    return "".join(text.split())


# Azure Resource Manager ---------------------------------------------------------------------------


def _parameters(document: Any) -> Any:
    """A parameters file, whose values are put below `typeProperties`, with a bare factory name."""
    values = {name: each["value"] for name, each in document["parameters"].items()}
    return factory_values.data(values, evaluated=True)


def _evaluated_by_arm(text: str) -> set[str]:
    return {each for each in _texts(json.loads(text)) if _is_arm(each)}


def _is_arm(text: str) -> bool:
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for item in found.values() if isinstance(found, dict) else found:
            yield from _texts(item)


def _check_arm(files: Files, side: Side) -> None:
    """What ARM makes of the template in Git's own environment is the documents in Git."""
    template = json.loads(files[side.template])
    documents = {
        f"{PurePosixPath(path).parent.name}s/{PurePosixPath(path).stem}": document
        for path, document in side.documents(files).items()
    }
    given = json.loads(files[side.parameters("test")])["parameters"]
    values = {name: each["value"] for name, each in given.items()}
    for name in template["parameters"].keys() - values.keys():
        job: Any = documents[f"pipelines/{name.partition('_properties_')[0]}"]
        variable = name.removesuffix("_defaultValue").partition("_variables_")[2]
        values[name] = job["properties"]["variables"][variable]["defaultValue"]
    home = f"{side.home}/{values[side.parameter]}"
    known = {f"{home}/{name}" for name in documents}
    for resource in Deployment(template, values).resources():
        kind = str(resource["type"]).rpartition("/")[2]
        name = str(resource["name"]).partition("/")[2]
        assert resource["properties"] == documents[f"{kind}/{name}"]["properties"], name
        assert isinstance(resource["dependsOn"], list)
        assert known.issuperset(map(str, resource["dependsOn"])), f"{name} needs what is not there"
