package people

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a password or token on its way through the program. However the value is printed, logged or marshalled, it says [redacted].
// Never make it the key of a map: encoding/json writes keys of string types as they are.
type Secret string

const redacted = "[redacted]"

// Reveal is the secret itself, for hashing or for showing it once.
func (s Secret) Reveal() string { return string(s) }

// String hides the secret.
func (s Secret) String() string { return redacted }

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return redacted }

// Format hides the secret from every verb: a verb that does not fit would print the value in its complaint.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// LogValue hides the secret from the log.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON hides the secret.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
