"""What came of it: the tally, the thresholds, what is still to do, the file of rows."""
