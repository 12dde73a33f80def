"""Pages and tables to look at."""
