"""Three-way merges that lose nothing: JSON by what it means, other text by its lines."""

from generator.merge.json_format import JsonFormat
from generator.merge.kinds import ABSENT, PLAIN, Choice, Json, Kind
from generator.merge.lines_format import LinesFormat
from generator.merge.markers import first_marker, has_markers, marked, sides
from generator.merge.mixture import is_mixture
from generator.merge.result import Conflict, Edit, Format, Merge, Side

__all__ = [
    "ABSENT",
    "PLAIN",
    "Choice",
    "Conflict",
    "Edit",
    "Format",
    "Json",
    "JsonFormat",
    "Kind",
    "LinesFormat",
    "Merge",
    "Side",
    "first_marker",
    "has_markers",
    "is_mixture",
    "marked",
    "sides",
]
