"""Speed on this machine: the engine and the picture, beside every other library that is installed."""
