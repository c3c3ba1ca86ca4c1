"""The conference on the board: its figures, its acts, its desk."""
