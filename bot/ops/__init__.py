"""What an operator sees of a running bot: its log, its health, its metrics, and how often it connects."""
