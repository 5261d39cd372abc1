"""A Web activity that posts a job to a batch endpoint: a call to a pipeline of SDK v2.

Source: BatchJobSchema of azure-ai-ml, page how-to-use-batch-azure-data-factory. Names are compared
without case, since that page writes InputData and the SDK inputData.
"""

import json
import re

from msgspec.structs import replace

from generator.contract.model import Call, DataPath, Target
from generator.contract.values import Undecided, Value
from generator.factory.read.addresses import Defaults, is_job_address
from generator.factory.read.documents import Node
from generator.factory.read.objects import (
    add_members,
    object_reader,
    opened,
    read_inside,
    read_part,
    unknown_data,
    unknown_value,
)
from generator.factory.read.trail import Trail
from generator.factory.read.uris import data_path
from generator.factory.read.values import constant_text, evaluate, leaf, read_optional

_POST = "post"
_LITERAL = "literal"
_DATA_TYPES = frozenset(
    {"urifolder", "urifile", "mltable", "mlflowmodel", "tritonmodel", "custommodel"}
)
_KINDS = {"urifolder": "folder", "urifile": "file"}
_JOB_IN_TEXT = re.compile(r"""\b(?:in|out)putdata\b["']*\s*:""", re.IGNORECASE)


def is_call(activity: Node, defaults: Defaults) -> bool:
    """Whether a Web activity posts a job: by what its body holds, or by the address it posts to."""
    method = activity.member("typeProperties", "method")
    url = activity.member("typeProperties", "url")
    return (constant_text(method) or _POST).casefold() == _POST and (
        _holds_job(activity) or (url is not None and is_job_address(evaluate(url), defaults))
    )


def read_call(activity: Node, trail: Trail) -> Call:
    """What the activity sends.

    What can be told of a body only as a whole, such as an expression that glues JSON together, is
    undecided in all its parts.
    """
    job = _job(activity)
    url = activity.member("typeProperties", "url")
    headers = activity.member("typeProperties", "headers")
    return Call(
        target=Target.BATCH_ENDPOINT,
        id=read_optional(url, trail.at("id")),
        parameters=_parameters(job, trail.at("parameters")),
        data=_data(job, trail.at("data")),
        experiment=read_inside(
            _within(job, "properties"), "experimentName", trail.at("experiment")
        ),
        version=read_inside(headers, "azureml-model-deployment", trail.at("version")),
    )


def _job(activity: Node) -> Node | None:
    """What the body's `properties` holds."""
    body = activity.member("typeProperties", "body")
    return _within(_parsed(body) if body else None, "properties")


def _within(node: Node | None, name: str) -> Node | None:
    """A member of an object; the node itself, for each member, if nobody can tell the members."""
    if node is None or isinstance(opened(node), Undecided):
        return node
    return node.member(name)


def _parsed(body: Node) -> Node:
    """The body, or if it is constant JSON text what that says."""
    text = constant_text(body)
    if text is None:
        return body
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return body
    return replace(leaf(body), content=content, constant=True)


def _holds_job(activity: Node) -> bool:
    job = _job(activity)
    if job is None:
        return False
    if isinstance(opened(job), Undecided):
        return _JOB_IN_TEXT.search(leaf(job).text or "") is not None
    return job.member("InputData") is not None or job.member("OutputData") is not None


def _parameters(job: Node | None, trail: Trail) -> dict[str, Value]:
    parameters: dict[str, Value] = {}
    if inputs := _within(job, "InputData"):
        trail.mark(inputs.place)
        add_members(parameters, _LITERALS, trail, inputs, lambda entry: not _is_data(entry))
    return parameters


def _data(job: Node | None, trail: Trail) -> dict[str, DataPath]:
    data: dict[str, DataPath] = {}
    if job is not None:
        trail.mark(job.place)
    if inputs := _within(job, "InputData"):
        add_members(data, _URIS, trail, inputs, _is_data)
    if outputs := _within(job, "OutputData"):
        add_members(data, _URIS, trail, outputs)
    return data


def _is_data(entry: Node) -> bool:
    """Whether an input is data: by its type, or if that is not known, by its having a URI."""
    kind = (constant_text(entry.member("JobInputType")) or "").casefold()
    return kind in _DATA_TYPES or (kind != _LITERAL and entry.member("Uri") is not None)


def _literal(entry: Node, trail: Trail) -> Value:
    kind = entry.member("JobInputType")
    if kind is None:
        return unknown_value(
            Undecided("of no known kind: there is no JobInputType"), entry.place, trail
        )
    if (constant_text(kind) or "").casefold() != _LITERAL:
        why = Undecided(f"not a Literal: its JobInputType is {leaf(kind).content}")
        return unknown_value(why, leaf(kind).place, trail)
    return read_part(entry, "Value", trail)


def _uri(entry: Node, trail: Trail) -> DataPath:
    uri = entry.member("Uri")
    if uri is None:
        return unknown_data(Undecided("not given: there is no Uri"), entry.place, trail)
    for part in ("datastore", "path"):
        trail.at(part).mark(leaf(uri).place)
    return replace(data_path(evaluate(uri)), kind=_kind(entry, trail.at("kind")))


def _kind(entry: Node, trail: Trail) -> str:
    """What is said to stand at a URI; a word that is neither of the two stays as it is."""
    kind = entry.member("JobInputType") or entry.member("JobOutputType")
    if kind is None:
        return ""
    trail.mark(leaf(kind).place)
    word = constant_text(kind) or str(leaf(kind).content)
    return _KINDS.get(word.replace("_", "").casefold(), word)


_LITERALS = object_reader(_literal, unknown_value)
_URIS = object_reader(_uri, unknown_data)
