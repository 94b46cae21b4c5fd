"""One module a command, each with `run(options, look, console) -> exit status`."""
