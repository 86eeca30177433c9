"""The search of an edition: its index, and the scripts that find a query in it."""
