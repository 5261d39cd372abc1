"""Writes the layouts that are shipped: `python -m tools.layouts`, after a change of a template.

Asked is about the jobs of this repository and of `tests/cases`, which together use all of the
language.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator import product
from generator.compiler.compile import compile as compiled
from generator.render import learnt
from generator.render.shipped import FILE
from generator.workspace.specs import read_specs

ROOT = Path(__file__).parents[2]


def _write(layouts: Mapping[learnt.Asked, str]) -> None:
    lines = ",\n".join(
        json.dumps([width, text, None if made == text else made])
        for (width, text), made in sorted(layouts.items())
    )
    text = f'{{"black": "{product.BLACK}", "layouts": [\n{lines}\n]}}\n'
    FILE.write_text(text, encoding="utf-8", newline="\n")


def _projects() -> Iterator[Mapping[PurePosixPath, str]]:
    yield read_specs(ROOT / "specs")
    for case in sorted((ROOT / "tests" / "cases").iterdir()):
        if (case / "specs").is_dir():
            yield read_specs(case / "specs")


_write({})  # so that black itself is asked
for texts in _projects():
    result = compiled(PurePosixPath("specs"), texts)
    assert not result.errors, result.errors
_write(learnt.known())
print(f"{FILE.name}: {len(learnt.known()):,} layouts, {FILE.stat().st_size:,} bytes")
