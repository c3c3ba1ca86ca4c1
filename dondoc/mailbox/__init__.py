"""A mailbox of ours: its address as a setting writes it, the way in, the codes in its addresses."""
