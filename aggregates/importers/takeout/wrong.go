package takeout

import (
	"encoding/json"
	"errors"
	"fmt"
)

// wrongType says of an item what has another type than the archive's.
func wrongType(err error) string {
	var e *json.UnmarshalTypeError
	if errors.As(err, &e) && e.Field != "" {
		return fmt.Sprintf("%q holds a %s, which it never does in these archives.", clip(e.Field, 60), e.Value)
	}
	return "The item is not of the shape these archives have."
}
