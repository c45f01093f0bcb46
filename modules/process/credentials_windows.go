package process

import "github.com/gonode/gonode/modules"

// Windows has no user and group numbers, and Node no functions for them there.
func (*process) credentials() []modules.Export { return nil }

func (*process) setters() []modules.Export { return nil }
