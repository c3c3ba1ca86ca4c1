"""The monthly conclusion on the publication of procedures (III.1.3.b2.2)."""
