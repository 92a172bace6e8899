"""The spectrogram: painted, pointed at, moved through."""
