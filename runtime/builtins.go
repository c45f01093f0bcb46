package runtime

import (
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/absent"
	"github.com/gonode/gonode/modules/assert"
	asynchooks "github.com/gonode/gonode/modules/async_hooks"
	"github.com/gonode/gonode/modules/buffer"
	"github.com/gonode/gonode/modules/child_process"
	"github.com/gonode/gonode/modules/console"
	"github.com/gonode/gonode/modules/crypto"
	"github.com/gonode/gonode/modules/dgram"
	diagnosticschannel "github.com/gonode/gonode/modules/diagnostics_channel"
	"github.com/gonode/gonode/modules/dns"
	"github.com/gonode/gonode/modules/domain"
	"github.com/gonode/gonode/modules/events"
	"github.com/gonode/gonode/modules/eventtarget"
	"github.com/gonode/gonode/modules/fetch"
	"github.com/gonode/gonode/modules/fs"
	"github.com/gonode/gonode/modules/http"
	"github.com/gonode/gonode/modules/intl"
	"github.com/gonode/gonode/modules/messaging"
	"github.com/gonode/gonode/modules/navigator"
	"github.com/gonode/gonode/modules/net"
	"github.com/gonode/gonode/modules/os"
	"github.com/gonode/gonode/modules/path"
	perfhooks "github.com/gonode/gonode/modules/perf_hooks"
	"github.com/gonode/gonode/modules/process"
	"github.com/gonode/gonode/modules/punycode"
	"github.com/gonode/gonode/modules/querystring"
	"github.com/gonode/gonode/modules/readline"
	"github.com/gonode/gonode/modules/repl"
	"github.com/gonode/gonode/modules/stream"
	stringdecoder "github.com/gonode/gonode/modules/string_decoder"
	"github.com/gonode/gonode/modules/sys"
	"github.com/gonode/gonode/modules/test"
	"github.com/gonode/gonode/modules/timers"
	traceevents "github.com/gonode/gonode/modules/trace_events"
	"github.com/gonode/gonode/modules/tty"
	"github.com/gonode/gonode/modules/url"
	"github.com/gonode/gonode/modules/util"
	"github.com/gonode/gonode/modules/v8"
	"github.com/gonode/gonode/modules/wasi"
	"github.com/gonode/gonode/modules/webassembly"
	"github.com/gonode/gonode/modules/webstorage"
	"github.com/gonode/gonode/modules/webstreams"
	"github.com/gonode/gonode/modules/zlib"
	"github.com/gonode/gonode/runtime/loader"
	"github.com/gonode/gonode/runtime/vm"
)

// builtins is the table of gonode's modules, in alphabetical order.
var builtins = [][]modules.Module{
	absent.Modules,
	assert.Modules,
	asynchooks.Modules,
	buffer.Modules,
	childprocess.Modules,
	console.Modules,
	crypto.Modules,
	dgram.Modules,
	diagnosticschannel.Modules,
	dns.Modules,
	domain.Modules,
	events.Modules,
	eventtarget.Modules,
	fetch.Modules,
	fs.Modules,
	http.Modules,
	intl.Modules,
	loader.Modules,
	messaging.Modules,
	navigator.Modules,
	net.Modules,
	os.Modules,
	path.Modules,
	perfhooks.Modules,
	process.Modules,
	punycode.Modules,
	querystring.Modules,
	readline.Modules,
	repl.Modules,
	stream.Modules,
	stringdecoder.Modules,
	sys.Modules,
	test.Modules,
	timers.Modules,
	traceevents.Modules,
	tty.Modules,
	url.Modules,
	util.Modules,
	v8.Modules,
	vm.Modules,
	wasi.Modules,
	webassembly.Modules,
	webstorage.Modules,
	webstreams.Modules,
	zlib.Modules,
}

// builtinSet finds builtin modules by name and keeps what they exported.
type builtinSet struct {
	byName map[string]*modules.Module
	names  []string
	loaded map[string]goja.Value
	shared bool
	// globals are what the modules give the global object.
	globals func() *ecma.Globals
}

var standardBuiltins = func() builtinSet {
	set := builtinSet{byName: map[string]*modules.Module{}}
	for _, folder := range builtins {
		for i := range folder {
			set.put(&folder[i])
		}
	}
	set.globals = sync.OnceValue(func() *ecma.Globals { return globalsOf(&set) })
	return set
}()

// newBuiltinSet is the standard set, with the program's own modules added or
// put in the place of others. The table itself is shared until it changes.
func newBuiltinSet(own []modules.Module) *builtinSet {
	set := standardBuiltins
	set.shared = true
	set.loaded = map[string]goja.Value{}
	for i := range own {
		set.add(own[i])
	}
	if len(own) > 0 {
		set.globals = func() *ecma.Globals { return globalsOf(&set) }
	}
	return &set
}

func (s *builtinSet) add(m modules.Module) {
	if s.shared {
		byName := make(map[string]*modules.Module, len(s.byName)+1)
		for name, m := range s.byName {
			byName[name] = m
		}
		s.byName, s.names, s.shared = byName, append([]string(nil), s.names...), false
	}
	s.put(&m)
}

func (s *builtinSet) put(m *modules.Module) {
	if _, replaced := s.byName[m.Name]; !replaced {
		s.names = append(s.names, m.Name)
	}
	s.byName[m.Name] = m
}

// ofGlobal is the name of the module that provides a global. The last one counts.
func (s *builtinSet) ofGlobal(name string) string {
	for _, module := range slices.Backward(s.names) {
		if slices.Contains(s.byName[module].Globals, name) {
			return module
		}
	}
	return ""
}

// requireBuiltin loads a builtin module, internal ones included.
func (rt *Runtime) requireBuiltin(name string) goja.Value {
	if v, ok := rt.builtins.loaded[name]; ok {
		return v
	}
	m, ok := rt.builtins.byName[name]
	if !ok {
		panic(rt.env.Error(&modules.Error{Code: "ERR_UNKNOWN_BUILTIN_MODULE", Message: "No such built-in module: " + name}))
	}
	v := m.Load(rt.env)
	rt.builtins.loaded[name] = v
	if main := rt.loader.MainModule(); name == "process" && main != nil {
		rt.env.Define(v.(*goja.Object), true, modules.Val("mainModule", main))
	}
	return v
}

// Lookup is [loader.Builtins.Lookup].
func (s *builtinSet) Lookup(name string) (exists, needsScheme bool) {
	m, ok := s.byName[name]
	if !ok || m.Internal {
		return false, false
	}
	return true, m.SchemeOnly
}

// Loaded is [loader.Builtins.Loaded].
func (s *builtinSet) Loaded(name string) bool { return s.loaded[name] != nil }

// Names is [loader.Builtins.Names].
func (s *builtinSet) Names() []string {
	var names []string
	for _, name := range s.names {
		if m := s.byName[name]; m.Internal {
			continue
		} else if m.SchemeOnly {
			name = "node:" + name
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
