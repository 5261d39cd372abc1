"""What the leaves of a contract are called in diagnostics: plain words, never the way to them."""

import json
from collections.abc import Mapping

from generator.contract.leaves import Leaf
from generator.contract.mismatch import Side
from generator.contract.model import Target, Type
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics import Path

NAME = "*"
"""Stands for a name in the shape of a way."""

_NAMED = frozenset({"parameters", "variables", "calls", "firings", "data", "sets"})
_NOUNS: Mapping[Side, Mapping[str, str]] = {
    "factory": {
        "pipeline": "the factory pipeline's name",
        "parameters *": "factory parameter {}",
        "parameters * type": "the type of factory parameter {}",
        "parameters * default": "the default of factory parameter {}",
        "variables *": "factory variable {}",
        "variables * type": "the type of factory variable {}",
        "variables * default": "the default of factory variable {}",
        "calls *": "activity {}",
        "calls * target": "what activity {} calls",
        "calls * id": "what activity {} is addressed to",
        "calls * parameters *": "what activity {} sends for parameter {}",
        "calls * data *": "the data that activity {} sends as {}",
        "calls * data * datastore": "the datastore of what activity {} sends as {}",
        "calls * data * path": "the path of what activity {} sends as {}",
        "calls * data * kind": "the kind of what activity {} sends as {}",
        "calls * experiment": "the experiment of activity {}",
        "calls * version": "the version that activity {} calls",
        "calls * parent_run": "the parent run of activity {}",
        "calls * continue_on_step_failure": "continue_on_step_failure of activity {}",
        "firings *": "trigger {}",
        "firings * kind": "the type of trigger {}",
        "firings * sets *": "what trigger {} sets for parameter {}",
    },
    "aml": {
        "sdk": "the SDK of the AML pipeline",
        "pipeline": "the AML pipeline's name",
        "parameters *": "AML parameter {}",
        "parameters * type": "the type of AML parameter {}",
        "parameters * default": "the default of AML parameter {}",
        "parameters * minimum": "the minimum of AML parameter {}",
        "parameters * maximum": "the maximum of AML parameter {}",
        "parameters * description": "the description of AML parameter {}",
        "data *": "AML data {}",
        "data * role": "the role of AML data {}",
        "data * kind": "the kind of AML data {}",
        "data * default datastore": "the datastore of AML data {}",
        "data * default path": "the path of AML data {}",
    },
}


def shape(path: Path) -> Path:
    """A way with NAME in place of each name."""
    steps: list[str | int] = []
    for step in path:
        named = bool(steps) and steps[-1] in _NAMED
        steps.append(NAME if named else step)
    return tuple(steps)


def noun(side: Side, path: Path) -> str:
    """What a leaf is called, as the subject of a sentence."""
    names = [repr(step) for step, part in zip(path, shape(path), strict=True) if part == NAME]
    return _NOUNS[side][" ".join(map(str, shape(path)))].format(*names)


def spoken(leaf: Leaf) -> str:
    """A leaf as a diagnostic quotes it: expressions and data as the factory's JSON has them."""
    match leaf:
        case Literal(str() as text):
            return repr(text)
        case Literal(value):
            return json.dumps(value, ensure_ascii=False)
        case Expression(text):
            return text
        case Undecided(why):
            return why
        case Target():
            return f"a {leaf.replace('_', ' ')}"
        case Type():
            return str(leaf)
        case str():
            return repr(leaf)
    return str(int(leaf)) if leaf == int(leaf) else repr(leaf)
