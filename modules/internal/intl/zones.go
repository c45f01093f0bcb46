package intl

import (
	"slices"
	"strings"
	"sync"
)

// zoneNames maps the lower-case names of time zones to how they are written,
// and zones to the name of CLDR.
type zoneIndex struct {
	written   map[string]string
	canonical map[string]string
	list      []string
}

var zoneNames = sync.OnceValue(func() *zoneIndex {
	x := &zoneIndex{map[string]string{}, map[string]string{}, nil}
	all := supplement("zones")
	all.each("id/", func(_, aliases string) {
		names := strings.Fields(aliases)
		for _, n := range names {
			x.written[strings.ToLower(n)] = n
			x.canonical[n] = names[0]
		}
		if name := names[0]; all.get("region/"+name) != "" && strings.Contains(name, "/") && !strings.HasPrefix(name, "Etc/") {
			x.list = append(x.list, name)
		}
	})
	slices.Sort(x.list)
	return x
})

// Zones lists the primary names of the time zones.
func Zones() []string { return slices.Clone(zoneNames().list) }
