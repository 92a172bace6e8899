"""Rules: what is an event, and when it begins and ends."""
