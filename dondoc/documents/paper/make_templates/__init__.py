"""Our own templates, made by code: `dondoc render` writes them, a test holds them fresh."""
