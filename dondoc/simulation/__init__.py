"""A year lived by the real code, silently."""
