"""The next report: a data folder for another publication, made from a text file."""
