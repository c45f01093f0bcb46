// Package dotenv parses .env files as Node does, for util.parseEnv and
// process.loadEnvFile.
package dotenv

import "strings"

// Entry is a variable and its value.
type Entry struct{ Name, Value string }

// Parse returns the variables in the order in which they first appear. The
// last value of a name counts. What is no assignment is passed over.
func Parse(content string) []Entry {
	p := parser{rest: strings.ReplaceAll(content, "\r", ""), index: map[string]int{}}
	for p.next() {
	}
	return p.entries
}

type parser struct {
	rest    string
	entries []Entry
	index   map[string]int
}

const blank = " \t\n"

// next takes a line, or a value of several lines. It reports false at the end.
func (p *parser) next() bool {
	p.rest = strings.TrimLeft(p.rest, blank)
	if p.rest == "" {
		return false
	}
	if p.rest[0] == '#' {
		p.skipLine()
		return true
	}
	end := strings.IndexAny(p.rest, "=\n")
	if end < 0 {
		return false
	}
	if p.rest[end] == '\n' {
		p.rest = p.rest[end+1:]
		return true
	}
	name := strings.Trim(p.rest[:end], blank)
	p.rest = p.rest[end+1:]
	if after, ok := strings.CutPrefix(name, "export "); ok {
		name = strings.Trim(after, blank)
	}
	value := p.value()
	if name != "" {
		p.set(name, value)
	}
	return true
}

func (p *parser) set(name, value string) {
	if i, ok := p.index[name]; ok {
		p.entries[i].Value = value
		return
	}
	p.index[name] = len(p.entries)
	p.entries = append(p.entries, Entry{name, value})
}

func (p *parser) value() string {
	p.rest = strings.TrimLeft(p.rest, " \t")
	if p.rest == "" || p.rest[0] == '\n' {
		return ""
	}
	if quote := p.rest[0]; quote == '"' || quote == '\'' || quote == '`' {
		if end := strings.IndexByte(p.rest[1:], quote); end >= 0 {
			value := p.rest[1 : 1+end]
			p.rest = p.rest[end+2:]
			p.skipLine()
			if quote == '"' {
				value = strings.ReplaceAll(value, `\n`, "\n")
			}
			return value
		}
	}
	line := p.skipLine()
	if hash := strings.IndexByte(line, '#'); hash >= 0 {
		line = line[:hash]
	}
	return strings.Trim(line, blank)
}

// skipLine takes the rest of the line.
func (p *parser) skipLine() string {
	line, rest, _ := strings.Cut(p.rest, "\n")
	p.rest = rest
	return line
}
