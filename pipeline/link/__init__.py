"""Records: what the mentions mean in their document, one module a kind."""
