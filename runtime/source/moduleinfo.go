package source

// ModuleInfo is what a Module declares to the world. The program of its Unit has a generator function for its value.
// Its parameters are an object with `meta` (import.meta), `constant` (set when an import is assigned to), `arguments`
// and `typeofArguments` (read where no such variable is) and `target` (called with a name and a function, to be a setter of the object); the object of its exports; and for each of Imports the object that has
// it as a property, or the namespace. It first yields when its functions are declared, then for each await at the top,
// whose value it takes back.
type ModuleInfo struct {
	Requests []ModuleRequest
	Imports  []ModuleImport
	Exports  []ModuleExport
	// Async says that there is an await at the top.
	Async bool
	// Awaits is where the first of them is, in the source's text.
	Awaits int
}

// ModuleRequest is a module that a module asks for. Requests that differ in nothing are one.
type ModuleRequest struct {
	Specifier  string
	Attributes []ModuleAttribute
	// Offset is where it stands in the compiled text.
	Offset int
}

// ModuleAttribute is one of the `with` of an import.
type ModuleAttribute struct{ Key, Value string }

// ModuleImport is a name that a module imports.
type ModuleImport struct {
	Request int
	// Name is the name of the export, Namespace says that it is all of them.
	Name      string
	Namespace bool
	Local     string
	Offset    int
}

// ModuleExport is a name that a module exports.
type ModuleExport struct {
	// Name is what others see; empty with Star, `export * from`.
	Name string
	Star bool
	// Request is the module that the name comes from, -1 if it is Local.
	Request int
	// Import is the name there, Namespace says that it is the module's namespace.
	Import    string
	Namespace bool
	Local     string
	Offset    int
}
