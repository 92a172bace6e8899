"""What is true of a run, and how it is known."""
