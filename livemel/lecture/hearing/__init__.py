"""Hearing: what was published, how it is measured, and listeners that are simulated to try the measuring."""
