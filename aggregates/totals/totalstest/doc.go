// Package totalstest writes rollups straight into a data file, so that tests choose every figure and benchmarks get histories no importer has to read first. It is
// for tests only.
package totalstest
