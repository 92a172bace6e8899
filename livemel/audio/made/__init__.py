"""Sound that is made: the demonstration, test signals."""
