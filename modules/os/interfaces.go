package os

import (
	"net"
	"net/netip"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// networkInterfaces is os.networkInterfaces(): those that are up, with their
// IPv4 addresses before the IPv6 ones.
func (s *system) networkInterfaces(modules.Call) (goja.Value, error) {
	list, err := s.env.Net.Interfaces()
	if err != nil {
		return nil, s.systemError("uv_interface_addresses", err)
	}
	result := s.env.VM.NewObject()
	found := map[string][]any{}
	var order []string
	for _, v4 := range []bool{true, false} {
		for _, i := range list {
			const running = net.FlagUp | net.FlagRunning
			addresses, err := i.Addrs()
			if err != nil || i.Flags&running != running {
				continue
			}
			for _, a := range addresses {
				ip, ok := a.(*net.IPNet)
				if !ok || (ip.IP.To4() != nil) != v4 {
					continue
				}
				if found[i.Name] == nil {
					order = append(order, i.Name)
				}
				found[i.Name] = append(found[i.Name], s.address(&i, ip))
			}
		}
	}
	for _, name := range order {
		must(result.Set(name, s.env.VM.NewArray(found[name]...)))
	}
	return result, nil
}

func (s *system) address(i *net.Interface, ip *net.IPNet) goja.Value {
	family, mask := "IPv6", net.IP(ip.Mask).String()
	v4 := ip.IP.To4() != nil
	if v4 {
		family = "IPv4"
	} else if a, ok := netip.AddrFromSlice(ip.Mask); ok {
		mask = a.String()
	}
	mac := i.HardwareAddr.String()
	if mac == "" {
		mac = "00:00:00:00:00:00"
	}
	ones, _ := ip.Mask.Size()
	o := s.env.Exports(
		modules.Val("address", ip.IP.String()),
		modules.Val("netmask", mask),
		modules.Val("family", family),
		modules.Val("mac", mac),
		modules.Val("internal", i.Flags&net.FlagLoopback != 0),
		modules.Val("cidr", ip.IP.String()+"/"+strconv.Itoa(ones)),
	)
	if !v4 {
		scope := 0
		if ip.IP.IsLinkLocalUnicast() {
			scope = i.Index
		}
		s.env.Define(o, true, modules.Val("scopeid", scope))
	}
	return o
}
