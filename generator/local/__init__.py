"""Executes artifacts here: the factory's JSON and the Python of the AML side, without Azure."""
