package dns

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/gonode/gonode/modules"
)

// Types that package dnsmessage does not name.
const (
	typeNAPTR = dnsmessage.Type(35)
	typeTLSA  = dnsmessage.Type(52)
	typeCAA   = dnsmessage.Type(257)
)

// client asks DNS servers, in the order of the list, as c-ares does.
type client struct {
	net     modules.Net
	servers []string      // with ports
	timeout time.Duration // of the first try; it doubles with each
	tries   int
	// maxTimeout bounds the time-out of a try, if not zero.
	maxTimeout time.Duration
	// local4 and local6 are where questions come from, if set.
	local4, local6 net.IP
}

// failure is the code of a question without an answer, such as "ENOTFOUND".
type failure string

func (f failure) Error() string { return string(f) }

// ask returns the records that answer a question.
func (c *client) ask(ctx context.Context, name string, kind dnsmessage.Type) ([]dnsmessage.Resource, error) {
	if !strings.HasSuffix(name, ".") {
		name += "."
	}
	n, err := dnsmessage.NewName(name)
	if err != nil {
		return nil, failure("EBADNAME")
	}
	question := dnsmessage.Question{Name: n, Type: kind, Class: dnsmessage.ClassINET}
	id := uint16(rand.Uint32())
	message := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: id, RecursionDesired: true},
		Questions: []dnsmessage.Question{question},
	}
	packed, err := message.Pack()
	if err != nil {
		return nil, failure("EBADNAME")
	}
	last := error(failure("ECONNREFUSED"))
	for attempt := range c.tries {
		timeout := c.timeout << min(attempt, 4)
		if c.maxTimeout > 0 {
			timeout = min(timeout, c.maxTimeout)
		}
		for _, server := range c.servers {
			records, err := c.exchange(ctx, server, packed, id, question, timeout)
			if err == nil {
				return records, nil
			}
			if ctx.Err() != nil {
				return nil, failure("ECANCELLED")
			}
			var f failure
			if errors.As(err, &f) && f != "ETIMEOUT" && f != "ESERVFAIL" && f != "ECONNREFUSED" {
				return nil, err
			}
			last = err
		}
	}
	return nil, last
}

func (c *client) exchange(ctx context.Context, server string, packed []byte, id uint16, question dnsmessage.Question, timeout time.Duration) ([]dnsmessage.Resource, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for _, network := range []string{"udp", "tcp"} {
		reply, err := c.roundTrip(ctx, network, server, packed, id)
		if err != nil {
			return nil, err
		}
		records, truncated, err := answers(reply, question)
		if err != nil || !truncated || network == "tcp" {
			return records, err
		}
	}
	return nil, failure("EBADRESP")
}

// roundTrip sends a question and returns the reply to it.
func (c *client) roundTrip(ctx context.Context, network, server string, packed []byte, id uint16) ([]byte, error) {
	conn, err := c.net.Dial(ctx, network, server, modules.DialOptions{LocalAddr: c.local(network, server)})
	if err != nil {
		return nil, connectionFailure(err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if network == "tcp" {
		packed = append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...)
	}
	if _, err := conn.Write(packed); err != nil {
		return nil, connectionFailure(err)
	}
	buffer := make([]byte, 64<<10)
	for {
		var n int
		if network == "tcp" {
			if _, err = io.ReadFull(conn, buffer[:2]); err == nil {
				n, err = io.ReadFull(conn, buffer[:binary.BigEndian.Uint16(buffer)])
			}
		} else {
			n, err = conn.Read(buffer)
		}
		if err != nil {
			return nil, connectionFailure(err)
		}
		if n >= 2 && binary.BigEndian.Uint16(buffer) == id {
			return buffer[:n], nil
		}
	}
}

func (c *client) local(network, server string) net.Addr {
	ip := c.local4
	if strings.HasPrefix(server, "[") {
		ip = c.local6
	}
	switch {
	case ip == nil:
		return nil
	case network == "tcp":
		return &net.TCPAddr{IP: ip}
	}
	return &net.UDPAddr{IP: ip}
}

func connectionFailure(err error) error {
	if errors.Is(err, syscall.ECONNREFUSED) {
		return failure("ECONNREFUSED")
	}
	return failure("ETIMEOUT")
}

var rcodes = map[dnsmessage.RCode]failure{
	dnsmessage.RCodeFormatError: "EFORMERR", dnsmessage.RCodeServerFailure: "ESERVFAIL", dnsmessage.RCodeNameError: "ENOTFOUND",
	dnsmessage.RCodeNotImplemented: "ENOTIMP", dnsmessage.RCodeRefused: "EREFUSED",
}

// answers takes a reply apart.
func answers(reply []byte, question dnsmessage.Question) (records []dnsmessage.Resource, truncated bool, err error) {
	var p dnsmessage.Parser
	header, err := p.Start(reply)
	if err != nil || !header.Response {
		return nil, false, failure("EBADRESP")
	}
	if err := p.SkipAllQuestions(); err != nil {
		return nil, false, failure("EBADRESP")
	}
	if header.Truncated {
		return nil, true, nil
	}
	if code, bad := rcodes[header.RCode]; bad {
		return nil, false, code
	}
	all, err := p.AllAnswers()
	if err != nil {
		return nil, false, failure("EBADRESP")
	}
	for _, r := range all {
		if r.Header.Type == question.Type || question.Type == dnsmessage.TypeALL {
			records = append(records, r)
		}
	}
	if len(records) == 0 {
		return nil, false, failure("ENODATA")
	}
	return records, false, nil
}
