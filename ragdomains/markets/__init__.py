"""What the providers of share prices and of exchange rates have in common: exchanges, their hours, money, sentences."""
