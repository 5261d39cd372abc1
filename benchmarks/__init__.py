"""How fast Scorewright is, as ratios to what the machine does anyway: `make bench`."""
