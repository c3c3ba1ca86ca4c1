"""Inspections: the draw that can be repeated, the visit, its papers, what must be put right."""
