"""A new publication's repository, made from a text file."""
