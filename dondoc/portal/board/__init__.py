"""The board of those who watch: the matrix, one assignment, inspections, letters that wait."""
