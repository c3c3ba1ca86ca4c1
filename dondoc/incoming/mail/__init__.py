"""One raw mail taken apart: its parts, its text, what is quoted, who or what wrote it."""
