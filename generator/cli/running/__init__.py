"""What `scorewright run` shows: how a run goes on, and what came of it."""
