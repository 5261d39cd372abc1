# The names that the customer behaviour job uses; SciPy has no types of its own.
