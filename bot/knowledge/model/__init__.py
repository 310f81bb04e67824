"""What a knowledge base holds."""
