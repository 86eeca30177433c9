"""What is data and not code: the words of the interface and the other tables of the generator."""
