"""What there is: the jobs with their state, their parameters at every hop, and when they start."""
