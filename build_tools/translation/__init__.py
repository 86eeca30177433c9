"""The English of the segments: records and checks."""
