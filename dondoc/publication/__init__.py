"""Are administrative procedures public: the official list, sources, looks, findings (II.3.5)."""
