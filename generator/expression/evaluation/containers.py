"""The functions of arrays, objects, and text as a row of characters."""

from collections.abc import Callable, Iterable

from generator.expression.evaluation import utf16
from generator.expression.evaluation.arguments import array, integer, kind, string, wrapped
from generator.expression.evaluation.equality import same
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.text_form import text_form
from generator.expression.values import Json

_Arrays = list[list[Json]]
_Objects = list[dict[str, Json]]

_MOST = 100_000
_INT32 = 2**31 - 1


def contains(collection: Json, searched: Json) -> bool:
    """An array has an element, an object a property in any case, a text another in this case."""
    match collection:
        case list():
            return _among(searched, collection)
        case dict():
            name = string(searched, "the name of a property").lower()
            return any(each.lower() == name for each in collection)
        case str():
            return string(searched, "what is searched in a string") in collection
    raise Refused(f"the collection must be an array, an object or a string, not {kind(collection)}")


def empty(collection: Json) -> bool:
    if collection is None:
        return True
    if isinstance(collection, str | list | dict):
        return not collection
    raise Refused(f"takes an array, an object or a string, not {kind(collection)}")


def first(collection: Json) -> Json:
    if isinstance(collection, str):
        return utf16.part(collection, slice(1))
    return next(iter(_array_or_string(collection)), None)


def last(collection: Json) -> Json:
    if isinstance(collection, str):
        return utf16.part(collection, slice(-1, None))
    return next(reversed(_array_or_string(collection)), None)


def length(collection: Json) -> int:
    if isinstance(collection, str):
        return utf16.length(collection)
    return len(_array_or_string(collection))


def take(collection: Json, count: Json) -> Json:
    return _cut(collection, count, slice)


def skip(collection: Json, count: Json) -> Json:
    return _cut(collection, count, lambda number: slice(number, None))


def join(values: Json, separator: Json) -> str:
    between = string(separator, "the separator")
    return between.join(map(text_form, array(values, "what is joined")))


def range_of(start: Json, count: Json) -> list[Json]:
    begin, size = wrapped(integer(start, "the start")), wrapped(integer(count, "the count"))
    if not 0 <= size <= _MOST:
        raise Refused(f"the count must be from 0 up to {_MOST:,}, not {size:,}")
    if begin + size - 1 > _INT32:
        raise Refused(f"the last number would be more than {_INT32:,}")
    return [*range(begin, begin + size)]


def union(*collections: Json) -> Json:
    """All elements once, or all properties, of which the last one's value is taken."""
    arrays, objects = _of_one_kind(collections)
    if arrays:
        return _distinct(element for each in arrays for element in each)
    return {name: value for each in objects for name, value in each.items()}


def intersection(*collections: Json) -> Json:
    """The elements that all arrays have, or the properties that are the same in all objects."""
    arrays, objects = _of_one_kind(collections)
    if arrays:
        return _distinct(one for one in arrays[0] if all(_among(one, each) for each in arrays[1:]))
    return {
        name: value
        for name, value in objects[0].items()
        if all(name in each and same(each[name], value) for each in objects[1:])
    }


def _cut(collection: Json, count: Json, kept: Callable[[int], slice]) -> Json:
    found = _array_or_string(collection)
    number = wrapped(integer(count, "the count"))
    if number < 0:
        raise Refused(f"the count must not be negative, and it is {number}")
    if isinstance(found, str):
        return utf16.part(found, kept(number))
    return found[kept(number)]


def _array_or_string(value: Json) -> list[Json] | str:
    if isinstance(value, list | str):
        return value
    raise Refused(f"takes an array or a string, not {kind(value)}")


def _of_one_kind(values: tuple[Json, ...]) -> tuple[_Arrays, _Objects]:
    arrays = [each for each in values if isinstance(each, list)]
    objects = [each for each in values if isinstance(each, dict)]
    if len(values) in (len(arrays), len(objects)):
        return arrays, objects
    kinds = " and ".join(dict.fromkeys(map(kind, values)))
    raise Refused(f"takes arrays only or objects only, not {kinds}")


def _distinct(values: Iterable[Json]) -> list[Json]:
    found: list[Json] = []
    for value in values:
        if not _among(value, found):
            found.append(value)
    return found


def _among(value: Json, values: list[Json]) -> bool:
    return any(same(value, each) for each in values)
