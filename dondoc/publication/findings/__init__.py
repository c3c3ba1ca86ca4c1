"""What a check found wrong: its kinds, its life in the ledger, who mends it (II.3.5)."""
