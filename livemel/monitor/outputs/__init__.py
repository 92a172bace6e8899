"""Outputs: where a monitor's reports go. Each takes one report after another, and must not wait."""
