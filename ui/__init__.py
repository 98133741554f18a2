"""The chat page: Gradio components and their texts."""
