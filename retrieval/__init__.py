"""A question to passages, to evidence, to a checked and cited answer."""
