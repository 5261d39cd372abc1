"""The functions of XPath, by their names."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor, isfinite

from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import Element
from generator.expression.evaluation.markup.xpath.nodes import XPathNode, name_of, namespace_of
from generator.expression.evaluation.markup.xpath.values import (
    Focus,
    Result,
    as_nodes,
    as_number,
    as_text,
    as_truth,
    rounded,
)

Function = Callable[[Focus, Sequence[Result]], Result]
_MANY = 99


def _here(focus: Focus, given: Sequence[Result]) -> Result:
    """The argument, or the node that is looked at."""
    return given[0] if given else [focus.node]


def _first(focus: Focus, given: Sequence[Result]) -> list[XPathNode]:
    return as_nodes(_here(focus, given))[:1]


def _name(focus: Focus, given: Sequence[Result]) -> str:
    return "".join(map(name_of, _first(focus, given)))


def _namespace(focus: Focus, given: Sequence[Result]) -> str:
    return "".join(map(namespace_of, _first(focus, given)))


def _sum(_: Focus, given: Sequence[Result]) -> float:
    return float(sum(as_number([node]) for node in as_nodes(given[0])))


def _substring(_: Focus, given: Sequence[Result]) -> str:
    """Characters whose places, counted from 1, lie between two rounded numbers."""
    text, start = as_text(given[0]), rounded(as_number(given[1]))
    end = start + rounded(as_number(given[2])) if len(given) > 2 else float("inf")
    return "".join(each for place, each in enumerate(text, 1) if start <= place < end)


def _translate(_: Focus, given: Sequence[Result]) -> str:
    text, old, new = map(as_text, given)
    table = {ord(each): new[place : place + 1] for place, each in reversed([*enumerate(old)])}
    return text.translate(table)


def _lang(focus: Focus, given: Sequence[Result]) -> bool:
    wanted = as_text(given[0]).lower()
    node: object = focus.node
    while node is not None:
        if isinstance(node, Element) and (found := node.attributes.get("xml:lang")) is not None:
            return found.lower() == wanted or found.lower().startswith(f"{wanted}-")
        node = getattr(node, "parent", None)
    return False


def _id(_: Focus, __: Sequence[Result]) -> Result:
    raise Refused("id() finds nothing, because no attribute is declared to be one")


def _whole(change: Callable[[float], float]) -> Function:
    def function(_: Focus, given: Sequence[Result]) -> float:
        number = as_number(given[0])
        return float(change(number)) if isfinite(number) else number

    return function


FUNCTIONS: Mapping[str, tuple[int, int, Function]] = {
    "boolean": (1, 1, lambda _, given: as_truth(given[0])),
    "ceiling": (1, 1, _whole(ceil)),
    "concat": (2, _MANY, lambda _, given: "".join(map(as_text, given))),
    "contains": (2, 2, lambda _, given: as_text(given[1]) in as_text(given[0])),
    "count": (1, 1, lambda _, given: float(len(as_nodes(given[0])))),
    "false": (0, 0, lambda _, __: False),
    "floor": (1, 1, _whole(floor)),
    "id": (1, 1, _id),
    "lang": (1, 1, _lang),
    "last": (0, 0, lambda focus, _: float(focus.size)),
    "local-name": (0, 1, lambda focus, given: _name(focus, given).rpartition(":")[2]),
    "name": (0, 1, _name),
    "namespace-uri": (0, 1, _namespace),
    "normalize-space": (
        0,
        1,
        lambda focus, given: " ".join(as_text(_here(focus, given)).split()),
    ),
    "not": (1, 1, lambda _, given: not as_truth(given[0])),
    "number": (0, 1, lambda focus, given: as_number(_here(focus, given))),
    "position": (0, 0, lambda focus, _: float(focus.position)),
    "round": (1, 1, _whole(rounded)),
    "starts-with": (2, 2, lambda _, given: as_text(given[0]).startswith(as_text(given[1]))),
    "string": (0, 1, lambda focus, given: as_text(_here(focus, given))),
    "string-length": (0, 1, lambda focus, given: float(len(as_text(_here(focus, given))))),
    "substring": (2, 3, _substring),
    "substring-after": (2, 2, lambda _, given: _parts(given)[2]),
    "substring-before": (
        2,
        2,
        lambda _, given: _parts(given)[0] if _parts(given)[1] else "",
    ),
    "sum": (1, 1, _sum),
    "translate": (3, 3, _translate),
    "true": (0, 0, lambda _, __: True),
}
"""For each function the fewest and the most arguments, and what it does."""


def _parts(given: Sequence[Result]) -> tuple[str, str, str]:
    """A text before a separator, the separator if it is there, and what follows."""
    text, separator = as_text(given[0]), as_text(given[1])
    return text.partition(separator) if separator else ("", "", text)
