"""The commands, a file each: `run(args)` returns the exit code. Errors are printed by `livemel.cli` alone."""
