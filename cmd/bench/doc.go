// Command bench measures Tandem's speed and memory on the machine it runs on, beside the sqlite3 command line and against the bars of the project.
//
// It drives the built binary as a person does: files go in by the command line, pages come out of a server on loopback after a sign-in through the form. It prints
// one table and judges nothing by its exit code: 0 whatever was measured, 1 if something could not run.
//
// What may enter: measuring, and arranging what is measured. What stays out: anything the program would use, and tests of right and wrong answers.
package main
