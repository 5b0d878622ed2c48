// Package settings draws the matters of a person and of an organization: look and password, name, properties, people and their
// roles, API tokens. Who may see which part is decided before.
package settings
