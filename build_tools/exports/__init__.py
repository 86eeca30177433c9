"""What the site publishes for machines."""
