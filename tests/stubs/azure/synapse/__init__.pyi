# Without this file mypy would take the installed package of this name instead of the stubs.
