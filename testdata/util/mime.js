'use strict';
const { MIMEType, MIMEParams } = require('util');
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
for (const s of ['text/html', 'TEXT/HTML;Charset=UTF-8', ' text/plain ; a=b ; c="d e" ; a=z', 'a/b;', 'a/b;x', 'a/b;x=', 'a/b;x="', 'a/b;x="y\\"z";w=1', 'a/b;"x"=1', '', 'text', 'text/', '/x', 'te xt/html', 'text/h tml', 'a/b;x=é', 'a/b;x="\\', 'x/x;é=1', 'a/b;p=1;P=2']) t(() => String(new MIMEType(s)));
const m = new MIMEType('text/html; charset=utf-8; q="a b"');
t(() => [m.type, m.subtype, m.essence, m.toString(), JSON.stringify(m)]); t(() => [...m.params]); t(() => [...m.params.keys(), ...m.params.values()]); t(() => m.params.get('CHARSET')); t(() => m.params.get('none')); t(() => m.params.has('q'));
t(() => { m.type = 'IMAGE'; m.subtype = 'Png'; m.params.set('x', 'y z'); m.params.delete('q'); return String(m); }); t(() => { m.type = ''; }); t(() => { m.subtype = 'a b'; }); t(() => m.params.set('', 'x')); t(() => m.params.set('x', '\n'));
const p = new MIMEParams(); t(() => { p.set('a', 1); p.set('b', ''); return [String(p), JSON.stringify(p), Object.prototype.toString.call(p.entries())]; }); t(() => MIMEType.parse('bad')); t(() => String(MIMEType.parse('a/b'))); t(() => MIMEType('a/b')); t(() => MIMEParams.prototype.get.call({}, 'x')); t(() => Object.getOwnPropertyNames(MIMEType.prototype)); t(() => Object.getOwnPropertyNames(MIMEParams.prototype));
