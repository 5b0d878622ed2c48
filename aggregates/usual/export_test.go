package usual

// Queries are the room's, for its tests from outside: those write figures with a package that must not be entered from here.
var Queries = queries
