"""Decisions of ministries that the province takes over, and announcing them in time (II.3.3)."""
