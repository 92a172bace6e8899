"""Metering: what every second of sound measures."""
