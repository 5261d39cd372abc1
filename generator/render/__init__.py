"""Templates for JSON, Python and YAML in which no value can become code, markup or a name."""

from generator.product import templates_folder
from generator.render.docstring import Docstring
from generator.render.faults import TemplateFault
from generator.render.json_language import Json, json_pieces, print_json
from generator.render.templates import Templates

__all__ = [
    "Docstring",
    "Json",
    "TemplateFault",
    "Templates",
    "json_pieces",
    "print_json",
    "templates_folder",
]
