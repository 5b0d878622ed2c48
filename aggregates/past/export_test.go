package past

// Copied are the tables that a file of the past takes from the real one.
func Copied() []string { return copied }
