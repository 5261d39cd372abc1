"""Writes the tables: `python -m tools.factory_types`, or `make types`."""

from tools.factory_types.write import TARGETS, printed

for target, extract in TARGETS.items():
    target.write_text(printed(extract()), encoding="utf-8", newline="\n")
    print(f"{target.name}: {target.stat().st_size // 1000} kB")
