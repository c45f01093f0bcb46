package loader

import (
	"path/filepath"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
	"github.com/gonode/gonode/runtime/source"
	"github.com/gonode/gonode/runtime/tsconfig"
)

// typeScriptConfig is the tsconfig.json that holds for a file, or nil for one that is JavaScript or has none.
func (l *Loader) typeScriptConfig(filename string) (*tsconfig.Config, error) {
	if source.LanguageOf(filename) == source.JavaScript || !filepath.IsAbs(filename) {
		return nil, nil
	}
	if l.tsconfigs == nil {
		l.tsconfigs = tsconfig.NewReader(l.env.FS.ReadFile)
	}
	c, err := l.tsconfigs.For(filepath.Dir(filename))
	if err != nil {
		return nil, modules.PlainError("ERR_INVALID_TYPESCRIPT_SYNTAX", "%s", err.Error())
	}
	if c != nil && c.DecoratorMetadata && !l.metadataWarned {
		l.metadataWarned = true
		l.warn("emitDecoratorMetadata is not supported: decorators get no types (" + c.Path + ")")
	}
	return c, nil
}

// configure adds to a source the compile cache, and what tsconfig.json says about it.
func (l *Loader) configure(src *source.Source) error {
	l.startCache()
	if l.compiled != nil {
		src.Cache = l.compiled
	}
	if src.Language == source.JavaScript {
		return nil
	}
	name := src.Name
	if path, err := pathOfURL(name); err == nil {
		name = path
	}
	c, err := l.typeScriptConfig(name)
	if c != nil {
		src.TypeScript = c.Compiler
	}
	return err
}

// mapped is the file that a request of a TypeScript file means by the paths of its tsconfig.json, or "".
func (l *Loader) mapped(request, parent string) (string, error) {
	c, err := l.typeScriptConfig(parent)
	if c == nil || err != nil {
		return "", err
	}
	for _, candidate := range c.Candidates(request) {
		for _, file := range tsconfig.Files(candidate) {
			if (resolverFS{l.env.FS}).Stat(file) == resolve.File {
				return file, nil
			}
		}
	}
	return "", nil
}
