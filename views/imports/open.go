package imports

import "github.com/a-h/templ"

// Guide tells where in Meta each kind of file is exported; the overview of a business without data shows it too.
func Guide() templ.Component { return guide() }
