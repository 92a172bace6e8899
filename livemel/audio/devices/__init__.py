"""Which microphones there are."""
