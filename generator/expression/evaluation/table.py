"""What evaluates each function of Data Factory, by its documented name.

`interpret` has those that leave arguments unread, `names` those that read the run.
"""

from collections.abc import Callable, Mapping

from generator.expression.evaluation import (
    arithmetic,
    containers,
    conversion,
    dates,
    encoding,
    logic,
    strings,
)
from generator.expression.evaluation.markup import functions as markup
from generator.expression.values import Json

Function = Callable[..., Json]

FUNCTIONS: Mapping[str, Function] = {
    # strings
    "concat": strings.concat,
    "endsWith": strings.ends_with,
    "guid": strings.guid,
    "indexOf": strings.index_of,
    "lastIndexOf": strings.last_index_of,
    "replace": strings.replace,
    "split": strings.split,
    "startsWith": strings.starts_with,
    "substring": strings.substring,
    "toLower": strings.to_lower,
    "toUpper": strings.to_upper,
    "trim": strings.trim,
    # collections
    "contains": containers.contains,
    "empty": containers.empty,
    "first": containers.first,
    "intersection": containers.intersection,
    "join": containers.join,
    "last": containers.last,
    "length": containers.length,
    "skip": containers.skip,
    "take": containers.take,
    "union": containers.union,
    # logic
    "equals": logic.equals,
    "greater": logic.greater,
    "greaterOrEquals": logic.greater_or_equals,
    "less": logic.less,
    "lessOrEquals": logic.less_or_equals,
    "not": logic.not_,
    # conversion
    "array": conversion.array,
    "base64": encoding.base64,
    "base64ToBinary": encoding.base64_to_binary,
    "base64ToString": encoding.base64_to_string,
    "binary": encoding.binary,
    "bool": conversion.bool_,
    "createArray": conversion.create_array,
    "dataUri": encoding.data_uri,
    "dataUriToBinary": encoding.data_uri_to_binary,
    "dataUriToString": encoding.data_uri_to_string,
    "decodeBase64": encoding.base64_to_string,
    "decodeDataUri": encoding.data_uri_to_string,
    "decodeUriComponent": encoding.uri_component_to_string,
    "encodeUriComponent": encoding.uri_component,
    "float": conversion.float_,
    "int": conversion.int_,
    "json": conversion.json,
    "string": conversion.string,
    "uriComponent": encoding.uri_component,
    "uriComponentToBinary": encoding.uri_component_to_binary,
    "uriComponentToString": encoding.uri_component_to_string,
    "xml": markup.xml,
    "xpath": markup.xpath,
    # mathematics
    "add": arithmetic.add,
    "div": arithmetic.div,
    "max": arithmetic.maximum,
    "min": arithmetic.minimum,
    "mod": arithmetic.mod,
    "mul": arithmetic.mul,
    "rand": arithmetic.rand,
    "range": containers.range_of,
    "sub": arithmetic.sub,
}

TIMED: Mapping[str, Function] = {
    "addDays": dates.add_days,
    "addHours": dates.add_hours,
    "addMinutes": dates.add_minutes,
    "addSeconds": dates.add_seconds,
    "addToTime": dates.add_to_time,
    "convertFromUtc": dates.convert_from_utc,
    "convertTimeZone": dates.convert_time_zone,
    "convertToUtc": dates.convert_to_utc,
    "dayOfMonth": dates.day_of_month,
    "dayOfWeek": dates.day_of_week,
    "dayOfYear": dates.day_of_year,
    "formatDateTime": dates.format_date_time,
    "getFutureTime": dates.get_future_time,
    "getPastTime": dates.get_past_time,
    "startOfDay": dates.start_of_day,
    "startOfHour": dates.start_of_hour,
    "startOfMonth": dates.start_of_month,
    "subtractFromTime": dates.subtract_from_time,
    "ticks": dates.ticks,
    "utcNow": dates.utc_now,
}
"""Those that are handed first what time it is."""
