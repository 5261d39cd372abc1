"""Extracts from Microsoft's SDKs the types of all that a factory's documents can hold.

`python -m tools.factory_types` writes one table a service to `generator/factory/types/`. The
compiler reads those tables, so that it knows the types and needs no SDK; a test makes them again
and compares.
"""
