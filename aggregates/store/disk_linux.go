package store

import (
	"syscall"

	"tandem/aggregates/fault"
)

// networkDisks are file systems on which the write-ahead log's shared memory is not shared between hosts (statfs magic numbers).
var networkDisks = map[int64]string{0x6969: "NFS", 0xFF534D42: "SMB", 0xFE534D42: "SMB", 0x517B: "SMB", 0x65735546: "FUSE", 0x01021997: "9P"}

// localDisk refuses folders where two hosts could write the file without seeing each other's log.
func localDisk(folder string) error {
	var st syscall.Statfs_t
	if err := syscall.Statfs(folder, &st); err != nil {
		return nil // unknown is not refused: the open that follows tells more
	}
	if name, bad := networkDisks[int64(uint32(st.Type))]; bad {
		return fault.Invalidf("%s is on a network or user-space disk (%s), where SQLite cannot keep its log safe. Put the data file on a local disk.", folder, name)
	}
	return nil
}
