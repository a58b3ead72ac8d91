"""The client's house: what it exposes, what is ordered of it, which of its tools do that, and what came of it."""
