"""Jinja, changed so that whatever it prints is text of a template or an encoded value.

Jinja sends every buffer that it joins (a macro, a set block, a caller, a recursive loop, the whole)
through `Environment.concat`. That is the one place that knows what a template made; `finalize` is
the one place where a value becomes text. Nothing is encoded when a template is compiled.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import FileSystemLoader, Undefined, UndefinedError, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from generator.render.check import FILTERS, TESTS, checked
from generator.render.language import Language
from generator.render.learnt import Compiled
from generator.render.plain import Convert


class TemplateText:
    """Text that a template made. It can be printed by itself, and nothing else."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(
            "text that a macro or a set block made can only be printed by itself; print it, and"
            " compute with the values that it was made from"
        )

    __str__ = __format__ = __bool__ = __len__ = __iter__ = __eq__ = __hash__ = _refuse
    __add__ = __radd__ = __contains__ = __lt__ = __gt__ = _refuse


class Missing(Undefined):
    """What is not there. Fails when it is looked up, so it cannot hide in a list or a condition."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name)
        raise exc(self._undefined_message)


class Engine(SandboxedEnvironment):
    """Renders the templates of one language.

    Args:
        language: Encodes every value that is printed.
        folder: Where the templates lie.
        convert: Turns domain values into plain data.
        filters: Further filters; what they return is a value like any other.
    """

    def __init__(
        self,
        language: Language,
        folder: Path,
        convert: Convert,
        filters: Mapping[str, Callable[..., object]],
    ) -> None:
        super().__init__(
            loader=FileSystemLoader(folder),
            undefined=Missing,
            finalize=self._encode,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=Compiled(language.title),
        )
        self._language = language
        self._convert = convert
        self.filters = {
            **{name: self.filters[name] for name in FILTERS},
            **filters,
            "name": lambda value: TemplateText(language.name(value)),
        }
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals = {"range": self.globals["range"]}

    @pass_eval_context
    def _encode(self, _context: EvalContext, value: object) -> str:
        """The text to print for a value; since it takes a context, Jinja calls it late, always."""
        if type(value) is TemplateText:
            return value._text
        return self._language.encode(value, self._convert)

    @staticmethod
    def concat(parts: Iterable[str | TemplateText]) -> TemplateText:  # type: ignore[override]
        """Join what one part of a template printed."""
        return TemplateText(
            "".join([part._text if type(part) is TemplateText else str(part) for part in parts])
        )

    def output(self, template: str, values: Mapping[str, object]) -> str:
        """What a template prints, with its marks."""
        whole: Any = self.get_template(template).render(values)
        return str(whole._text)

    def call(self, context: Context, target: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, `range`, or a recursive loop; a {% call %} can only call a macro."""
        is_function = isinstance(target, LoopContext) or target is self.globals["range"]
        if not isinstance(target, Macro) and ("caller" in kwargs or not is_function):
            raise SecurityError(
                f"a template cannot call a {type(target).__name__}, only macros and range;"
                " hand over the result, or make it a filter"
            )
        return super().call(context, target, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`; of a mapping the item, so that a key may be called `items`."""
        # The sandbox takes ten times as long to find that a field of a struct is no danger.
        if attribute in getattr(type(obj), "__struct_fields__", ()) and attribute[0] != "_":
            return getattr(obj, attribute)
        if isinstance(obj, Mapping):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`; of a mapping the item and never a method of the same name."""
        if isinstance(obj, Mapping):
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return checked(tree, name or "", self._language, self.filters.keys())

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002
        """Let an exception pass as it is: its traceback says which template lines it crossed."""
        raise
