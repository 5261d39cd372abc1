"""The contract of a job: what an AML pipeline offers, what a factory pipeline calls it with."""
