"""The functions of Data Factory, with the number of arguments that each takes.

Names and signatures come from the page "Expressions and functions in Azure Data Factory" (alias
control-flow-expression-language-functions). Where Microsoft's engine takes more arguments than its
signature shows (`and`, `concat`, `createArray`, `equals`, `or`, `substring`), the engine is right.
"""

from collections.abc import Mapping

Arity = tuple[int, int | None]
"""The fewest and the most arguments; None where there is no most."""

FUNCTIONS: Mapping[str, Arity] = {
    # strings
    "concat": (1, None),
    "endsWith": (2, 2),
    "guid": (0, 1),
    "indexOf": (2, 2),
    "lastIndexOf": (2, 2),
    "replace": (3, 3),
    "split": (2, 2),
    "startsWith": (2, 2),
    "substring": (2, 3),
    "toLower": (1, 1),
    "toUpper": (1, 1),
    "trim": (1, 1),
    # collections
    "contains": (2, 2),
    "empty": (1, 1),
    "first": (1, 1),
    "intersection": (2, None),
    "join": (2, 2),
    "last": (1, 1),
    "length": (1, 1),
    "skip": (2, 2),
    "take": (2, 2),
    "union": (2, None),
    # logic
    "and": (1, None),
    "equals": (2, None),
    "greater": (2, 2),
    "greaterOrEquals": (2, 2),
    "if": (3, 3),
    "less": (2, 2),
    "lessOrEquals": (2, 2),
    "not": (1, 1),
    "or": (1, None),
    # conversion
    "array": (1, 1),
    "base64": (1, 1),
    "base64ToBinary": (1, 1),
    "base64ToString": (1, 1),
    "binary": (1, 1),
    "bool": (1, 1),
    "coalesce": (1, None),
    "createArray": (1, None),
    "dataUri": (1, 1),
    "dataUriToBinary": (1, 1),
    "dataUriToString": (1, 1),
    "decodeBase64": (1, 1),
    "decodeDataUri": (1, 1),
    "decodeUriComponent": (1, 1),
    "encodeUriComponent": (1, 1),
    "float": (1, 1),
    "int": (1, 1),
    "json": (1, 1),
    "string": (1, 1),
    "uriComponent": (1, 1),
    "uriComponentToBinary": (1, 1),
    "uriComponentToString": (1, 1),
    "xml": (1, 1),
    "xpath": (2, 2),
    # mathematics
    "add": (2, 2),
    "div": (2, 2),
    "max": (1, None),
    "min": (1, None),
    "mod": (2, 2),
    "mul": (2, 2),
    "rand": (2, 2),
    "range": (2, 2),
    "sub": (2, 2),
    # dates
    "addDays": (2, 3),
    "addHours": (2, 3),
    "addMinutes": (2, 3),
    "addSeconds": (2, 3),
    "addToTime": (3, 4),
    "convertFromUtc": (2, 3),
    "convertTimeZone": (3, 4),
    "convertToUtc": (2, 3),
    "dayOfMonth": (1, 1),
    "dayOfWeek": (1, 1),
    "dayOfYear": (1, 1),
    "formatDateTime": (1, 2),
    "getFutureTime": (2, 3),
    "getPastTime": (2, 3),
    "startOfDay": (1, 2),
    "startOfHour": (1, 2),
    "startOfMonth": (1, 2),
    "subtractFromTime": (3, 4),
    "ticks": (1, 1),
    "utcNow": (0, 1),
}

SYSTEM_FUNCTIONS: Mapping[str, Arity] = {
    "activity": (1, 1),
    "dataset": (0, 0),
    "item": (0, 0),
    "linkedService": (0, 0),
    "pipeline": (0, 0),
    "trigger": (0, 0),
    "triggerBody": (0, 0),
    "variables": (1, 1),
}

LOGIC_APPS_ONLY: Mapping[str, str] = {
    "action": "",
    "actionBody": "activity('name').output",
    "actionOutputs": "activity('name').output",
    "actions": "activity('name')",
    "addProperty": "",
    "body": "activity('name').output",
    "chunk": "",
    "dateDifference": "sub(ticks(...), ticks(...))",
    "decimal": "float(...)",
    "formDataMultiValues": "",
    "formDataValue": "",
    "formatNumber": "",
    "isFloat": "",
    "isInt": "",
    "items": "item()",
    "iterationIndexes": "",
    "listCallbackUrl": "",
    "multipartBody": "",
    "nthIndexOf": "",
    "outputs": "activity('name').output",
    "parameters": "pipeline().parameters.name",
    "parseDateTime": "formatDateTime(...)",
    "removeProperty": "",
    "result": "",
    "reverse": "",
    "setProperty": "",
    "slice": "substring(...)",
    "sort": "",
    "triggerFormDataMultiValues": "",
    "triggerFormDataValue": "",
    "triggerMultipartBody": "",
    "triggerOutputs": "trigger().outputs",
    "uriHost": "",
    "uriPath": "",
    "uriPathAndQuery": "",
    "uriPort": "",
    "uriQuery": "",
    "uriScheme": "",
    "workflow": "pipeline()",
}
"""Functions of the same engine that Data Factory's reference does not have, and what to write there
instead. (Page "Reference guide to workflow expression functions in Azure Logic Apps".)"""

_SPELLINGS = {name.lower(): name for name in (*FUNCTIONS, *SYSTEM_FUNCTIONS, *LOGIC_APPS_ONLY)}


def spelling(name: str) -> str:
    """The documented spelling of a function's name; an unknown name is given back as it is."""
    return _SPELLINGS.get(name.lower(), name)


def arity(name: str) -> Arity | None:
    """How many arguments a function takes, or None if Data Factory does not have it."""
    return FUNCTIONS.get(name) or SYSTEM_FUNCTIONS.get(name)
