"""Levels by the book: weightings, time weightings, third octaves, loudness, percentiles."""
