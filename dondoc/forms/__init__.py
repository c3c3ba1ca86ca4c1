"""What somebody typed, as typed values; what is wrong with it, in one translator's sentences."""
