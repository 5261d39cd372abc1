"""How the names of specs end."""

ENDINGS = (".yaml", ".yml")
