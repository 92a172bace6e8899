"""Keeping: what a monitor writes into its own folder, and when it goes again. Nothing outside is ever touched."""
