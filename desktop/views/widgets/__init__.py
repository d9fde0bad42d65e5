"""Small parts every place is made of."""
