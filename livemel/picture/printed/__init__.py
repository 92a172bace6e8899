"""Pictures on paper and in files: labelled, vectors, and such that open again."""
