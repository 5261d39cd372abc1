"""The process that runs an entry script. All of it is imported before the script is."""
