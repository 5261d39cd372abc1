"""Files: what is to be written, what stands there, and what was written last time."""
