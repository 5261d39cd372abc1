"""What each command takes: a module a command, loaded when the command is called."""
