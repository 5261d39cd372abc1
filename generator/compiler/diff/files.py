"""In which of a job's Azure ML files each kind of change shows."""
