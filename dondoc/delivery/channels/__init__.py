"""The ways to send that are our own, one folder each."""
