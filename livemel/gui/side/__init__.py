"""The panel at the side and its pages: points, models, facts, settings."""
