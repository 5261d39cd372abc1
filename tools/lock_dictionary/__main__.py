"""Writes a dictionary: `python -m tools.lock_dictionary NUMBER`. It never writes one again."""

import sys
from pathlib import Path

from generator.workspace.packing import dictionary_file
from tools.lock_dictionary.choose import chosen
from tools.lock_dictionary.samples import samples

ROOT = Path(__file__).parents[2]

target = dictionary_file(int(sys.argv[1]))
if target.exists():
    sys.exit(f"{target.name} is there, and what it packed needs it as it is: take the next number")
target.write_bytes(chosen(list(samples(ROOT))))
print(f"{target.name}: {target.stat().st_size} bytes")
