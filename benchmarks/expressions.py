"""What it costs to evaluate an expression, beside reading its text as JSON."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.expression import Context, evaluate, parse

EXPRESSIONS = (
    "raw/@{pipeline().parameters.region}/@{formatDateTime(pipeline().TriggerTime, 'yyyy/MM/dd')}/",
    "@concat('scored/', pipeline().parameters.region, '/v', pipeline().parameters.version, '.csv')",
    "@formatDateTime(addDays(pipeline().TriggerTime, -1), 'yyyy-MM-dd')",
    "@convertFromUtc(pipeline().TriggerTime, 'W. Europe Standard Time', 'yyyyMMddHH')",
    "@addToTime(pipeline().TriggerTime, 1, 'Month')",
    "@dayOfWeek('2026-07-01')",
    "@activity('Submit').output.properties.status",
    "@activity('Submit').output?.missing?.more",
    "@equals(activity('Submit').output.properties.status, 'Completed')",
    "@if(contains(variables('done'), item().name), 'skip', toUpper(item().name))",
    "@and(greater(item().rows, 0), lessOrEquals(pipeline().parameters.threshold, 1))",
    "@add(mul(item().rows, 2), div(7, 2.0))",
    "@substring(item().path, add(lastIndexOf(item().path, '/'), 1))",
    "@last(split(item().path, '/'))",
    "@join(union(variables('done'), createArray('apac')), ',')",
    "@intersection(variables('done'), createArray('emea', 'apac'))",
    "@string(activity('Submit').output)",
    '@json(\'{"region": "emea", "limits": [1, 2.5, null]}\').limits[1]',
    "@json(concat('{\"region\":\"', pipeline().parameters.region, '\"}'))",
    "@base64(concat('user:', pipeline().parameters.region))",
    "@uriComponent('https://example.com/a b?c=d')",
    "@int(formatDateTime(pipeline().TriggerTime, 'yyyyMMdd'))",
    "@greater('banana', 'Apple')",
    "@coalesce(item()?.none, 'some')",
    "@xpath(xml('<a><b>1</b><b>2</b></a>'), 'sum(/a/b)')",
)
"""Expressions as scoring jobs have them, and one of each kind of function."""

CONTEXT = Context(
    parameters={"region": "emea", "version": "3", "threshold": 0.5},
    system={"TriggerTime": "2026-07-01T06:00:00.0000000Z", "RunId": "r-1"},
    variables={"done": ["emea", "amer"]},
    activities={"Submit": {"output": {"name": "j", "properties": {"status": "Running"}}}},
    item={"name": "emea", "path": "raw/emea/a.csv", "rows": 20, "none": None},
)

_TIMES, _ROUNDS = 50, 40


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds that one takes, once parsed, beside reading its text as JSON."""

    expression: str
    evaluated: float
    read: float

    @property
    def ratio(self) -> float:
        return self.evaluated / self.read


def costs() -> Iterator[Cost]:
    """The cost of each expression, the least of some rounds: noise only ever adds to it."""
    for text in EXPRESSIONS:
        parsed, quoted = parse(text), json.dumps(text)
        yield Cost(
            text,
            _seconds(partial(evaluate, parsed, CONTEXT)),
            _seconds(partial(json.loads, quoted)),
        )


def median_and_worst(found: list[Cost]) -> tuple[Cost, Cost]:
    """The expression with the median of the ratios, and the one with the highest."""
    ordered = sorted(found, key=lambda cost: cost.ratio)
    return ordered[len(ordered) // 2], ordered[-1]


def _seconds(work: Callable[[], object]) -> float:
    return min(_round(work) for _ in range(_ROUNDS))


def _round(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    for _ in range(_TIMES):
        work()
    return (time.perf_counter() - begin) / _TIMES
