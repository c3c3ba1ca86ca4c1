"""A source and a finding with all that is known of them, as the board shows them."""
