"""Papers that were made: kept by version, issued once, with what a person wrote for them."""
