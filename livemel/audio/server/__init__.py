"""The sound server beside PortAudio."""
