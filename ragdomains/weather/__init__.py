"""The weather whoever knows it: which place and day are meant, and what is said of them."""
