"""The headless side: the picture in a terminal, and lines for a log."""
