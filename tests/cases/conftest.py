"""Expected output is data; `tests/invariants` runs the tests that are in it."""

collect_ignore_glob = ["*"]
