"""The official list: how it is brought in, and what must be public where, from when."""
