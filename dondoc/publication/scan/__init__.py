"""A scan: each source is visited, read, compared, and what differs is a finding (II.3.5)."""
