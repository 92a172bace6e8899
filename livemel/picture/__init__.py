"""Pictures of levels by NumPy and Pillow: colour maps, axes, ticks, labelled charts. No window, no thread."""
