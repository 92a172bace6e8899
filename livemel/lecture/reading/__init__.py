"""A scene's file, read and checked."""
