"""Wall: many rooms on one screen, from what their monitors tell a broker."""
