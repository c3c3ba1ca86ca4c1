"""What is to be said to whom, planned as rows: rungs, readers, who takes over, what is due."""
