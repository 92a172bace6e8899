"""What is done to livemel, and what comes of it in figures: short for the tests, long for scripts/bench."""
