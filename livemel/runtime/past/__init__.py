"""What was heard is kept, and looked at once more."""
