"""What stands around the picture: axes, colours, levels, waveform, spectrum, overview."""
