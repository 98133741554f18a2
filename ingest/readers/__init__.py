"""Readers of files that are more than plain text: each gives `ingest.extracted.Extracted`."""
