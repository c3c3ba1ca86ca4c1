"""Copies of an installation: taken while it runs, verified, kept by day, week and month."""
