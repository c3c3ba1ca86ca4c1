"""The ledger's own acts: who did what, in which row, held by whom; signed links; its units."""
