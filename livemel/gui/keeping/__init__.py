"""What leaves the window: recordings, pictures, exports."""
