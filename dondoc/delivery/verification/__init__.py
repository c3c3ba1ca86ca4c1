"""A contact confirms its address before anything real goes there (docs/decisions/0009)."""
