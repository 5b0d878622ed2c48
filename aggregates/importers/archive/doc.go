// Package archive reads the files inside a ZIP archive without trusting it: what it holds, and one entry at a time as a stream of bounded length.
//
// What may enter: the list of an archive, its limits, and the reading of an entry. What stays out: what the entries mean (layouts), and who asked.
//
// A ZIP archive says much about itself that need not be true. Held against it here: entry names never become paths of this machine; the list is bounded before it
// is read, so a million entries cost no memory; entries, bytes, and how far they unpack are bounded by the list alone, before anything is unpacked; entries made of
// the same bytes are refused with their archive; an entry that unpacks to more, less or other bytes than its list says is refused; archives inside archives, links,
// devices and encrypted entries are refused one by one. An XLSX workbook is a ZIP archive too and is left to the room sheet.
package archive
