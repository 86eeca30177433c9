"""From one script to the other, with every doubtful character decided."""
