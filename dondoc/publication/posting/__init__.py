"""What is posted at the offices: declared each quarter, seen by inspectors on the spot."""
