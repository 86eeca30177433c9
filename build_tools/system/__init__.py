"""What the operating system gives: processes, signals, files, the clock."""
