"""What kinds that know of sports have in common: games and tables, what is asked of them, and how they are told."""
