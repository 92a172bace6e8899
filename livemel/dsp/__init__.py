"""Samples in, mel frames out: arithmetic only."""
