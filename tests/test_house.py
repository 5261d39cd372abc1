"""The house: which folder may import which, and how big a room may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each folder may import of the others; one way only, and nothing else.
MAY_IMPORT = {
    "diagnostics": set(),
    "merge": {"diagnostics"},
    "expression": {"diagnostics"},
    "contract": {"expression", "diagnostics"},
    "render": {"diagnostics"},
    "workspace": {"diagnostics", "merge"},
    "spec": {"contract", "expression", "diagnostics"},
    "factory": {"contract", "expression", "merge", "render", "diagnostics"},
    "aml": {"contract", "expression", "render", "diagnostics"},
    "deploy": {"contract", "expression", "factory", "render"},
    "compiler": {
        "aml",
        "contract",
        "deploy",
        "diagnostics",
        "expression",
        "factory",
        "merge",
        "render",
        "spec",
        "workspace",
    },
    "local": {"aml", "contract", "diagnostics", "expression", "factory"},
    "scaffold": {"compiler", "contract", "diagnostics", "expression", "spec", "workspace"},
    "overview": {
        "compiler",
        "contract",
        "diagnostics",
        "factory",
        "local",
        "spec",
        "workspace",
    },
    "doctor": {"compiler", "diagnostics", "workspace"},
    "cli": {
        "compiler",
        "contract",
        "diagnostics",
        "doctor",
        "expression",
        "factory",
        "local",
        "merge",
        "overview",
        "scaffold",
        "spec",
        "workspace",
    },
}
# Slow to import, so never at the start of a module that every command loads.
HEAVY = {"black", "cookiecutter", "jinja2", "yaml", "azure", "azureml", "pandas", "sklearn"}


def imported(module: Path) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import hides where it leads"
            assert node.module is not None
            yield node.module, node
            if node.module == "generator":
                yield from ((f"generator.{alias.name}", node) for alias in node.names)


def folder(module: Path) -> str:
    inside = module.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(module: Path) -> None:
    here = folder(module)
    if not here:
        return
    for name, _ in imported(module):
        parts = name.split(".")
        if parts[0] == "generator" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert parts[1] == here or parts[1] in MAY_IMPORT[here], f"{here} imports {name}"


def test_every_folder_has_its_rule() -> None:
    assert {folder(module) for module in MODULES} - {""} == MAY_IMPORT.keys()


def test_the_rules_have_no_circle() -> None:
    left = dict(MAY_IMPORT)
    while left:
        free = [name for name, others in left.items() if not others & left.keys()]
        assert free, f"a circle among {sorted(left)}"
        for name in free:
            del left[name]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_command_line_starts_light() -> None:
    module = PACKAGE / "cli" / "__init__.py"
    names = {name.split(".")[0] for name, _ in imported(module)}
    assert not names & HEAVY
    assert {name for name, _ in imported(module) if name.startswith("generator.")} <= {
        "generator.__version__"
    }
