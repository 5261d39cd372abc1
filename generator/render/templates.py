"""Templates in a folder, rendered for one side of a job."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.render.engine import Engine
from generator.render.faults import TemplateFault, fault_of
from generator.render.json_language import JSON, Json, document
from generator.render.language import Language
from generator.render.marks import Rendered
from generator.render.python_language import PYTHON, module
from generator.render.yaml_language import YAML, document_text


class Templates:
    """Renders templates in which no value can break out of its place.

    In a template every `{{ x }}` is encoded for the template's language, which its suffix tells
    (`.json.j2`, `.py.j2`, `.yml.j2` or `.yaml.j2`); `{{ x|name }}` is an identifier. A template may
    use if, for, set, macros, include, import and comments, a few filters, and nothing else.

    Args:
        folder: Where the templates lie. Each is read once.
        plain: Turns a value that is not plain data into plain data, also inside lists and mappings,
            and returns unchanged what it does not know. Each side of a job has its own.
        filters: Pure functions on values, by the names under which templates use them. What they
            return is encoded like any value.

    Every method raises TemplateFault for a template that is wrong or not there, a variable that is
    not handed over, a value that cannot be encoded, and output that is not of the language.
    """

    def __init__(
        self,
        folder: Path,
        plain: Callable[[object], object],
        filters: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    ) -> None:
        self._engines = {
            language.title: Engine(language, folder, plain, filters)
            for language in (JSON, PYTHON, YAML)
        }

    def json(self, name: str, /, **values: object) -> Json:
        """A document. Trailing commas are dropped, and no object may have a key twice."""
        return document(self._rendered(JSON, name, values))

    def python(self, name: str, /, **values: object) -> str:
        """The text of a Python module, laid out by black."""
        return module(self._rendered(PYTHON, name, values))

    def yaml(self, name: str, /, **values: object) -> str:
        """The text of a YAML document. A value is a scalar; lists and mappings are written out."""
        return document_text(self._rendered(YAML, name, values))

    def _rendered(self, language: Language, name: str, values: Mapping[str, object]) -> Rendered:
        if not name.endswith(language.suffixes):
            suffixes = " or ".join(language.suffixes)
            raise TemplateFault(name, 0, f"not a template for {language.title}; name it {suffixes}")
        try:
            output = self._engines[language.title].output(name, values)
        except Exception as error:
            raise fault_of(error, name) from error
        return Rendered(name, output, language.between)
