"""What may have left before the ledger was put back from a copy is held until somebody knows."""
