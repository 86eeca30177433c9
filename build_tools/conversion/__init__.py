"""From the traditional script to the simplified one, with every doubtful character decided."""
