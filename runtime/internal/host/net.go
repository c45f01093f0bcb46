package host

import (
	"context"
	"net"
	"net/netip"

	"github.com/gonode/gonode/modules"
)

// Net is the network of the process.
type Net struct{}

var _ modules.Net = Net{}

func (Net) Dial(ctx context.Context, network, address string, opts modules.DialOptions) (net.Conn, error) {
	d := net.Dialer{LocalAddr: opts.LocalAddr, KeepAlive: -1, FallbackDelay: -1}
	return d.DialContext(ctx, network, address)
}

func (Net) Listen(ctx context.Context, network, address string, opts modules.ListenOptions) (net.Listener, error) {
	c := net.ListenConfig{KeepAlive: -1, Control: listenControl(opts)}
	return c.Listen(ctx, network, address)
}

func (Net) ListenPacket(ctx context.Context, network, address string, opts modules.ListenOptions) (net.PacketConn, error) {
	c := net.ListenConfig{Control: listenControl(opts)}
	return c.ListenPacket(ctx, network, address)
}

func (Net) LookupIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, network, host)
}

func (Net) Resolver() *net.Resolver              { return net.DefaultResolver }
func (Net) Interfaces() ([]net.Interface, error) { return net.Interfaces() }
