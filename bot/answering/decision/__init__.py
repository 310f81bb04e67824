"""Answer, show a short list, ask back, or decline."""
