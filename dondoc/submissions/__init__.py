"""What a unit hands in: checked, recorded in one way, its files kept."""
