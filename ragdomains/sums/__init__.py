"""Numbers, sums and units as they are said: what the calculator and the conversion of units have in common."""
