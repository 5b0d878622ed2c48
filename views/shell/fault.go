package shell

import "strconv"

func faultLine(f Fault) string {
	line := "Error " + strconv.Itoa(f.Status)
	if f.Reference != "" {
		line += " · reference " + f.Reference
	}
	return line
}
