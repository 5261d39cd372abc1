"""What rendering finds out and what stays true: how black lays lines out, and compiled templates.

What is found out, beyond what is shipped, is kept between runs only where `recall` and `keep` are
called; a program that compiles specs by itself reads and writes nothing of it.
"""

from collections.abc import Mapping
from typing import cast

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from msgspec import Struct, field

from generator import product, user_cache
from generator.render.shipped import shipped

_LAYOUTS, _TEMPLATES = "layouts", "templates"
_MOST = 20_000
"""How many layouts are kept; a project has some hundred."""
_LONGEST = 4_000
"""The characters of the longest text whose layout is kept: longer ones hold values of one job."""
Asked = tuple[int, str]
"""The width, and a text to be laid out."""


News = dict[Asked, str]
"""Layouts that were found out."""


class _Learnt(Struct):
    layouts: dict[Asked, str] = field(default_factory=dict)
    news: News = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    known: tuple[int, int] = (0, 0)
    """How much of both was read."""


_learnt = _Learnt()


def recall() -> None:
    """Read what earlier runs have found out."""
    if not _learnt.layouts:
        layouts = user_cache.read(_LAYOUTS, product.BLACK)
        _learnt.layouts = cast("dict[Asked, str]", layouts or {})
    if not _learnt.templates:
        templates = user_cache.read(_TEMPLATES, product.identity())
        _learnt.templates = cast("dict[str, bytes]", templates or {})
    _learnt.known = len(_learnt.layouts), len(_learnt.templates)


def keep() -> None:
    """Write what this run has found out, if it is anything new."""
    layouts, templates = _learnt.known
    if len(_learnt.layouts) > layouts:
        user_cache.write(_LAYOUTS, product.BLACK, _learnt.layouts)
    if len(_learnt.templates) > templates:
        user_cache.write(_TEMPLATES, product.identity(), _learnt.templates)


def layout(asked: Asked) -> str | None:
    """How black lays a text out, if that was found out before, or is shipped."""
    found = _learnt.layouts.get(asked)
    return shipped().get(asked) if found is None else found


def known() -> Mapping[Asked, str]:
    """All layouts that were found out and are not shipped."""
    return _learnt.layouts


def learn_layout(asked: Asked, made: str) -> None:
    """Take note of what black has said."""
    if len(asked[1]) <= _LONGEST and len(_learnt.layouts) < _MOST:
        _learnt.layouts[asked] = _learnt.news[asked] = made


def news() -> News:
    """The layouts that were found out since this was asked the last time."""
    found, _learnt.news = _learnt.news, {}
    return found


def learn(found: News) -> None:
    """Take note of what another process has found out."""
    for asked, made in found.items():
        learn_layout(asked, made)


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them for one language; another text is another template."""

    def __init__(self, language: str) -> None:
        self._language = language

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := _learnt.templates.get(self._key(bucket)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _learnt.templates[self._key(bucket)] = bucket.bytecode_to_string()

    def _key(self, bucket: Bucket) -> str:
        return f"{self._language} {bucket.key} {bucket.checksum}"
