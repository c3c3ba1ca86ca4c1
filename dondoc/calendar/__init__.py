"""Working days, periods, due rules and the sentence that shows how a date was reckoned."""
