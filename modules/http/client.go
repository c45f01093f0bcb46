package http

import "github.com/gonode/gonode/modules"

func (l *library) clientBinding() []modules.Export { return nil }
