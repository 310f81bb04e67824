"""What could answer a question: found, ranked, composed and judged."""
