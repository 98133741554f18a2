"""Text to vectors: the shipped model and any sentence-transformers model in its place."""
