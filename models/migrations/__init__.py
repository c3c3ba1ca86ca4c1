"""The ledger's tables, step by step: `NNNN_verb_object`, up and down."""
