"""What a message says: notices turned into the facts that the templates want."""
