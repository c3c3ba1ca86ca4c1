"""The facts of the consolidated report: of one instant, from one reading of the ledger."""
