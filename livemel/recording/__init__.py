"""Sound onto the disk: recordings that survive a crash, their labels, exports."""
