"""What a unit sees and does behind its signed link."""
