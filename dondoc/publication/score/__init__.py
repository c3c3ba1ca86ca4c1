"""How well units publish: the score of a unit, a place and a period (decision 0071)."""
