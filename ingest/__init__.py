"""Files to text, to a described document, to passages and figures, to the store."""
