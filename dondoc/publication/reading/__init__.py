"""From bytes to rows: what a page, PDF or office file shows of procedures. Pure."""
