"""How a source is, and what to do about it."""
