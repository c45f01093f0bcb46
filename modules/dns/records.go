package dns

import (
	"encoding/binary"
	"net/netip"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/dns/dnsmessage"

	"github.com/gonode/gonode/modules"
)

// recordTypes are the types of resolve.
var recordTypes = map[string]dnsmessage.Type{
	"A": dnsmessage.TypeA, "AAAA": dnsmessage.TypeAAAA, "ANY": dnsmessage.TypeALL, "CAA": typeCAA, "CNAME": dnsmessage.TypeCNAME,
	"MX": dnsmessage.TypeMX, "NAPTR": typeNAPTR, "NS": dnsmessage.TypeNS, "PTR": dnsmessage.TypePTR, "SOA": dnsmessage.TypeSOA,
	"SRV": dnsmessage.TypeSRV, "TLSA": typeTLSA, "TXT": dnsmessage.TypeTXT,
}

// recordValues makes the result of resolve of a type. With ttl, addresses are
// objects that tell how long they are good for.
func recordValues(e *modules.Env, kind string, records []dnsmessage.Resource, ttl bool) goja.Value {
	items := make([]any, 0, len(records))
	for _, r := range records {
		v := recordValue(e, r, kind == "ANY", ttl)
		if v == nil {
			continue
		}
		if kind == "SOA" {
			return v
		}
		items = append(items, v)
	}
	return e.VM.NewArray(items...)
}

// recordValue is one record: as an object with its type for ANY, and else as
// the function of its type returns it. It is nil for what Node leaves out.
func recordValue(e *modules.Env, r dnsmessage.Resource, any, ttl bool) goja.Value {
	address := func(kind string, addr netip.Addr) goja.Value {
		switch {
		case any:
			return e.Exports(modules.Val("address", addr.String()), modules.Val("ttl", r.Header.TTL), modules.Val("type", kind))
		case ttl:
			return e.Exports(modules.Val("address", addr.String()), modules.Val("ttl", r.Header.TTL))
		}
		return e.VM.ToValue(addr.String())
	}
	name := func(kind string, n dnsmessage.Name) goja.Value {
		if any {
			return e.Exports(modules.Val("value", trimDot(n.String())), modules.Val("type", kind))
		}
		return e.VM.ToValue(trimDot(n.String()))
	}
	object := func(kind string, list ...modules.Export) goja.Value {
		if any {
			list = append(list, modules.Val("type", kind))
		}
		return e.Exports(list...)
	}
	switch body := r.Body.(type) {
	case *dnsmessage.AResource:
		return address("A", netip.AddrFrom4(body.A))
	case *dnsmessage.AAAAResource:
		return address("AAAA", netip.AddrFrom16(body.AAAA))
	case *dnsmessage.CNAMEResource:
		return name("CNAME", body.CNAME)
	case *dnsmessage.NSResource:
		return name("NS", body.NS)
	case *dnsmessage.PTRResource:
		return name("PTR", body.PTR)
	case *dnsmessage.MXResource:
		return object("MX", modules.Val("exchange", trimDot(body.MX.String())), modules.Val("priority", body.Pref))
	case *dnsmessage.SRVResource:
		return object("SRV", modules.Val("name", trimDot(body.Target.String())), modules.Val("port", body.Port),
			modules.Val("priority", body.Priority), modules.Val("weight", body.Weight))
	case *dnsmessage.SOAResource:
		return object("SOA", modules.Val("nsname", trimDot(body.NS.String())), modules.Val("hostmaster", trimDot(body.MBox.String())),
			modules.Val("serial", body.Serial), modules.Val("refresh", body.Refresh), modules.Val("retry", body.Retry),
			modules.Val("expire", body.Expire), modules.Val("minttl", body.MinTTL))
	case *dnsmessage.TXTResource:
		if any {
			return object("TXT", modules.Val("entries", body.TXT))
		}
		return e.Value(body.TXT)
	case *dnsmessage.UnknownResource:
		return rawRecord(e, body, object)
	}
	return nil
}

// rawRecord reads the types that package dnsmessage leaves alone.
func rawRecord(e *modules.Env, body *dnsmessage.UnknownResource, object func(string, ...modules.Export) goja.Value) goja.Value {
	switch body.Type {
	case typeCAA:
		if critical, tag, value, ok := parseCAA(body.Data); ok {
			return object("CAA", modules.Val("critical", int(critical)), modules.Val(tag, value))
		}
	case typeNAPTR:
		if n, ok := parseNAPTR(body.Data); ok {
			return object("NAPTR", modules.Val("flags", n.flags), modules.Val("service", n.service), modules.Val("regexp", n.regexp),
				modules.Val("replacement", n.replacement), modules.Val("order", int(n.order)), modules.Val("preference", int(n.preference)))
		}
	case typeTLSA:
		if len(body.Data) >= 3 {
			data := append([]byte(nil), body.Data[3:]...)
			return object("TLSA", modules.Val("certUsage", int(body.Data[0])), modules.Val("selector", int(body.Data[1])),
				modules.Val("match", int(body.Data[2])), modules.Val("data", e.VM.ToValue(e.VM.NewArrayBuffer(data))))
		}
	}
	return nil
}

// parseCAA reads https://www.rfc-editor.org/rfc/rfc8659#section-4.1.
func parseCAA(data []byte) (critical byte, tag, value string, ok bool) {
	if len(data) < 2 || len(data) < 2+int(data[1]) || data[1] == 0 {
		return 0, "", "", false
	}
	n := 2 + int(data[1])
	return data[0], string(data[2:n]), string(data[n:]), true
}

type naptr struct {
	order, preference                   uint16
	flags, service, regexp, replacement string
}

// parseNAPTR reads https://www.rfc-editor.org/rfc/rfc3403#section-4.1.
func parseNAPTR(data []byte) (n naptr, ok bool) {
	if len(data) < 4 {
		return n, false
	}
	n.order, n.preference = binary.BigEndian.Uint16(data), binary.BigEndian.Uint16(data[2:])
	data = data[4:]
	for _, field := range []*string{&n.flags, &n.service, &n.regexp} {
		if len(data) == 0 || len(data) < 1+int(data[0]) {
			return n, false
		}
		*field, data = string(data[1:1+data[0]]), data[1+int(data[0]):]
	}
	var labels []string
	for len(data) > 0 && data[0] != 0 {
		size := int(data[0])
		if size > 63 || len(data) < 1+size {
			return n, false // names are not compressed here
		}
		labels, data = append(labels, string(data[1:1+size])), data[1+size:]
	}
	n.replacement = strings.Join(labels, ".")
	return n, true
}
