// Command tandem is the whole program: server, importer and administration in one binary.
package main

func main() {}
