"""What one call of run() is given: how inputs are cut, and how a part of them is read."""
