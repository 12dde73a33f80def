"""Labels in and out."""
