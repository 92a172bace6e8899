"""Where samples come from: microphones, files, test signals, a pipe."""
