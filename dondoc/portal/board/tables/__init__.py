"""What the board's pages show, as tables: a file a view. Page and command line hand them out."""
