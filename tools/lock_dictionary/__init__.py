"""Makes a dictionary that the texts of the lock are packed with.

`python -m tools.lock_dictionary 2` writes number 2 to `generator/workspace/`, from the specs
of `tests/cases` and of this repository and from what they compile to. A dictionary that has shipped
never changes, as each packed text needs its own: when the templates have become others, add one,
and make it the current one in `generator/workspace/packing.py`.
"""
