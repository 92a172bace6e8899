"""One run: a source, the engine and those who look at its frames."""
