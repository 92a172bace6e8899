"""The parts of the documents that are made of the presets and of the references."""
