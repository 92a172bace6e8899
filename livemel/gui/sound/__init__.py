"""What is heard: microphones, files, and what was heard once more."""
