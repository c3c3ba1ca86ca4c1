"""Accounts for the scoring software: entered, handed out, their receipt confirmed by units."""
