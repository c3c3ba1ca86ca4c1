"""Duties that are counted: one thing done, entered, counted in the period of its date."""
