"""The plan as data: its wording, duties, roles and units, and what must hold of them."""
