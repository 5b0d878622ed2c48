// Package login draws the page where a person signs in. It knows nothing of passwords and sessions.
package login
