"""The consolidated report to UBND tỉnh as a paper: composed from facts, renewed, issued."""
