"""When and in what order: one clause a file, one flow a file."""
