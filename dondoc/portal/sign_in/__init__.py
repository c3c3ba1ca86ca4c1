"""Signing in by a one-time link, and who is signed in."""
