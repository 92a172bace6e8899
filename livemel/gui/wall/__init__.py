"""The wall's window: many rooms on one clock and one scale of colours."""
