"""One publication: loaded, checked and resolved to one value that everything after it reads."""
