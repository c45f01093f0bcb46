package net

import (
	"encoding/json"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// blockList is the state of a net.BlockList: rules, the newest first.
type blockList struct{ rules []rule }

// rule is an address (from alone), a range (from and to) or a subnet.
type rule struct {
	kind     string // "Address", "Range" or "Subnet"
	from, to netip.Addr
	prefix   int
}

func (r rule) String() string {
	text := r.kind + ": " + familyName(r.from) + " " + r.from.String()
	switch r.kind {
	case "Range":
		return text + "-" + r.to.String()
	case "Subnet":
		return text + "/" + strconv.Itoa(r.prefix)
	}
	return text
}

func (r rule) matches(addr netip.Addr) bool {
	if addr.Is4() != r.from.Is4() {
		if !addr.Unmap().Is4() || !r.from.Unmap().Is4() {
			return false
		}
		addr = addr.Unmap()
		r.from, r.to = r.from.Unmap(), r.to.Unmap()
	}
	switch r.kind {
	case "Range":
		return r.from.Compare(addr) <= 0 && addr.Compare(r.to) <= 0
	case "Subnet":
		return netip.PrefixFrom(r.from, r.prefix).Masked().Contains(addr)
	}
	return r.from == addr
}

func (b *blockList) add(r rule) { b.rules = slices.Insert(b.rules, 0, r) }

func (b *blockList) remove(r rule) {
	b.rules = slices.DeleteFunc(b.rules, func(known rule) bool { return known == r })
}

// texts lists addresses before other rules.
func (b *blockList) texts() []string {
	addresses, others := []string{}, []string{}
	for _, r := range b.rules {
		if r.kind == "Address" {
			addresses = append(addresses, r.String())
		} else {
			others = append(others, r.String())
		}
	}
	return append(addresses, others...)
}

// parseRule takes what rules prints.
func parseRule(text string) (rule, bool) {
	kind, rest, ok := strings.Cut(text, ": ")
	family, operand, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 {
		return rule{}, false
	}
	family = strings.ToLower(family)
	r := rule{kind: kind}
	var err error
	switch kind {
	case "Address":
		r.from, err = parseAddress(operand, family)
	case "Range":
		from, to, _ := strings.Cut(operand, "-")
		if r.from, err = parseAddress(from, family); err == nil {
			r.to, err = parseAddress(to, family)
		}
	case "Subnet":
		network, prefix, _ := strings.Cut(operand, "/")
		n, ok := parseUint(prefix, 10, 128)
		if !ok {
			return rule{}, false
		}
		r.prefix = int(n)
		r.from, err = parseAddress(network, family)
	default:
		return rule{}, false
	}
	return r, err == nil
}

func parseUint(text string, base int, limit uint64) (uint64, bool) {
	n, err := strconv.ParseUint(text, base, 64)
	return n, err == nil && n <= limit
}

var blockLists = modules.NewSlot[blockList]("blockList")

// listMethod exports a method of the BlockList that this is.
func listMethod(name string, length int, f func(b *blockList, c modules.Call) (goja.Value, error)) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		b := blockLists.Get(c.This)
		if b == nil {
			return nil, &modules.Error{Class: "TypeError", Message: "Illegal invocation"}
		}
		return f(b, c)
	})
}

func newBlockListClass(e *modules.Env) goja.Value {
	change := func(name string, length int, read func(modules.Call) (rule, error), apply func(*blockList, rule)) modules.Export {
		return listMethod(name, length, func(b *blockList, c modules.Call) (goja.Value, error) {
			r, err := read(c)
			if err == nil {
				apply(b, r)
			}
			return nil, err
		})
	}
	each := func(name, single, list string) modules.Export {
		return listMethod(name, 1, func(_ *blockList, c modules.Call) (goja.Value, error) {
			if !modules.IsArray(c.Argument(0)) {
				return nil, e.InvalidArgType(list, c.Argument(0), "Array")
			}
			items := c.Argument(0).(*goja.Object)
			for i := range int(items.Get("length").ToInteger()) {
				if _, err := e.Method(c.This.(*goja.Object), single, items.Get(index(i)), c.Argument(1)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
	}
	add, remove := (*blockList).add, (*blockList).remove
	texts := func(b *blockList, c modules.Call) (goja.Value, error) { return e.Value(b.texts()), nil }
	return e.Class(modules.ClassSpec{
		Name: "BlockList", NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			blockLists.Set(e.VM, c.This, &blockList{})
			return nil, nil
		},
		Methods: []modules.Export{
			change("addAddress", 1, addressRule, add),
			each("addAddresses", "addAddress", "addresses"),
			change("addRange", 2, rangeRule, add),
			change("addSubnet", 2, subnetRule, add),
			change("addCIDR", 1, cidrRule, add),
			each("addCIDRs", "addCIDR", "cidrs"),
			change("removeAddress", 1, addressRule, remove),
			change("removeRange", 2, rangeRule, remove),
			change("removeSubnet", 2, subnetRule, remove),
			change("removeCIDR", 1, cidrRule, remove),
			listMethod("check", 1, checkAddress),
			listMethod("clear", 0, func(b *blockList, _ modules.Call) (goja.Value, error) {
				b.rules = nil
				return nil, nil
			}),
			listMethod("toJSON", 0, texts),
			listMethod("fromJSON", 1, fromJSON),
			modules.Getter("rules", func(c modules.Call) (goja.Value, error) {
				if b := blockLists.Get(c.This); b != nil {
					return texts(b, c)
				}
				return nil, nil
			}),
			modules.Getter("size", func(c modules.Call) (goja.Value, error) {
				if b := blockLists.Get(c.This); b != nil {
					return e.VM.ToValue(len(b.rules)), nil
				}
				return nil, nil
			}),
			listMethod("[nodejs.util.inspect.custom]", 2, func(b *blockList, c modules.Call) (goja.Value, error) {
				if c.Has(0) && c.Argument(0).ToFloat() < 0 {
					return c.This, nil
				}
				return inspected(c, "BlockList", e.Exports(modules.Val("rules", b.texts())))
			}).WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")),
		},
		Static: []modules.Export{
			modules.Fn("isBlockList", 1, func(c modules.Call) (goja.Value, error) {
				return modules.Bool(blockLists.Get(c.Argument(0)) != nil), nil
			}),
			modules.Val("PRIVATE_RANGES", []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8",
				"::1/128", "169.254.0.0/16", "fe80::/10", "fc00::/7"}),
		},
	})
}

// operand is an address argument: a SocketAddress, or text of the family.
func operand(c modules.Call, i int, name string, family int) (netip.Addr, error) {
	if a := socketAddresses.Get(c.Argument(i)); a != nil {
		return a.addr, nil
	}
	text, err := c.String(i, name)
	if err != nil {
		return netip.Addr{}, err
	}
	kind, err := c.OptString(family, "family", "ipv4")
	if err != nil {
		return netip.Addr{}, err
	}
	lower := strings.ToLower(kind)
	if lower != "ipv4" && lower != "ipv6" {
		return netip.Addr{}, c.Env.InvalidArgValue("options.family", c.Argument(family), "")
	}
	return parseAddress(text, lower)
}

func addressRule(c modules.Call) (rule, error) {
	addr, err := operand(c, 0, "address", 1)
	return rule{kind: "Address", from: addr}, err
}

// rangeRule is (start, end[, family]).
func rangeRule(c modules.Call) (rule, error) {
	from, err := operand(c, 0, "start", 2)
	if err != nil {
		return rule{}, err
	}
	to, err := operand(c, 1, "end", 2)
	if err != nil {
		return rule{}, err
	}
	if from.Compare(to) > 0 {
		start := (&socketAddress{addr: from}).plain(c.Env)
		x := c.Env.InvalidArgValue("start", start, "must come before end")
		x.Message = strings.Replace(x.Message, "Received ", "Received SocketAddress ", 1)
		return rule{}, x
	}
	return rule{kind: "Range", from: from, to: to}, nil
}

// subnetRule is (network, prefix[, family]).
func subnetRule(c modules.Call) (rule, error) {
	network, err := operand(c, 0, "network", 2)
	if err != nil {
		return rule{}, err
	}
	prefix, err := c.Int(1, "prefix", 0, int64(network.BitLen()))
	return rule{kind: "Subnet", from: network, prefix: int(prefix)}, err
}

// cidrRule is ("10.0.0.0/8").
func cidrRule(c modules.Call) (rule, error) {
	text, err := c.String(0, "cidr")
	if err != nil {
		return rule{}, err
	}
	network, suffix, ok := strings.Cut(text, "/")
	if !ok {
		return rule{}, c.Env.InvalidArgValue("cidr", c.Argument(0), `must contain a prefix length (e.g. "10.0.0.0/8")`)
	}
	prefix, ok := parseUint(suffix, 10, 1<<31)
	if !ok {
		return rule{}, c.Env.InvalidArgValue("cidr", c.Argument(0), "prefix length must be a valid integer")
	}
	addr, err := netip.ParseAddr(network)
	if err != nil {
		return rule{}, errInvalidAddress
	}
	if prefix > uint64(addr.BitLen()) {
		return rule{}, c.Env.OutOfRange("prefix", ">= 0 && <= "+strconv.Itoa(addr.BitLen()), c.Env.VM.ToValue(prefix))
	}
	return rule{kind: "Subnet", from: addr, prefix: int(prefix)}, nil
}

// checkAddress is blockList.check(address[, family]).
func checkAddress(b *blockList, c modules.Call) (goja.Value, error) {
	var addr netip.Addr
	if a := socketAddresses.Get(c.Argument(0)); a != nil {
		addr = a.addr
	} else {
		text, err := c.String(0, "address")
		if err != nil {
			return nil, err
		}
		family, err := c.OptString(1, "family", "ipv4")
		if err != nil {
			return nil, err
		}
		if addr, err = parseAddress(text, strings.ToLower(family)); err != nil {
			return modules.Bool(false), nil
		}
	}
	return modules.Bool(slices.ContainsFunc(b.rules, func(r rule) bool { return r.matches(addr) })), nil
}

// fromJSON is blockList.fromJSON(data): a list of rules as toJSON gives it, or
// its text. It keeps the rules that are there.
func fromJSON(b *blockList, c modules.Call) (goja.Value, error) {
	data := c.Argument(0)
	wrong := c.Env.InvalidArgType("data", data, "string", "string[]")
	var list []string
	if goja.IsString(data) {
		if err := json.Unmarshal([]byte(data.String()), &list); err != nil {
			parse, _ := c.Env.VM.Get("JSON").(*goja.Object)
			if _, err := c.Env.Method(parse, "parse", data); err != nil {
				return nil, err
			}
			return nil, wrong
		}
	} else if modules.IsArray(data) {
		items := data.(*goja.Object)
		for i := range int(items.Get("length").ToInteger()) {
			item := items.Get(index(i))
			if !goja.IsString(item) {
				return nil, wrong
			}
			list = append(list, item.String())
		}
	} else {
		return nil, wrong
	}
	for _, text := range list {
		if r, ok := parseRule(text); ok {
			b.add(r)
		}
	}
	return nil, nil
}
