"""From rows to procedures: the code first, the folded name second, never by likeness. Pure."""
