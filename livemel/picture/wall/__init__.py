"""What a wall shows of many rooms, for whoever paints it: terminal or window."""
