"""What keeps an installation healthy: the ledger made ready, copies of it, what is let go of."""
