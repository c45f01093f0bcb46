// flags: --no-deprecation
// url.resolve, url.resolveObject and the methods of Url.
const url = require('url');
const pairs = [
  ['/one/two/three', 'four'], ['http://example.com/', '/one'], ['http://example.com/one', '/two'],
  ['mailto:local1@domain1', 'local2@domain2'], ['mailto:local1@domain1', 'local2@'], ['mailto:user@example.com', '#f'], ['.', '#hash1'],
  ['/one/two/three', './four'], ['/one/two/three', '../../../../five'], ['/a/b/c/.', ''], ['/a/b/c/..', 'd'],
  ['http://diff:auth@www.example.com', 'http://asdf:qwer@www.example.com'], ['https://user:password@example.com', 'https://example.com/foo'],
  ['http://a/b?c', '?d'], ['http://a/b', ''], ['http://a/b', '#x'], ['http://a', 'b'], ['http://a', '../b'], ['javascript:x', 'y'],
  ['x:y', 'z'], ['x://y/z', '../../w'], ['file:///a', '//b/c'], ['http://a/b', '//c'], ['http://a/b', 'https:c'], ['http://a/b', 'https:/c/d'],
  ['http://a/b', 'https:///c'], ['http://a/b', 'mailto:x'], ['a', 'b'], ['', 'x'], ['x', ''], ['fred:///s//a/b/c', '../../../g'],
  ['http://a/b/c/d;p?q', 'g;x=1/../y'], ['http://localhost', 'file:///Users/foo'], ['http://localhost', 'file://foo/Users'],
  ['https://registry.org', '@foo/bar'], ['xmpp:a@b', 'c@d/e'], ['http://u:p@h/x', '//h2/y'],
];
for (const [from, to] of pairs) {
  console.log(from, '|', to);
  console.log('  ', url.resolve(from, to));
  console.log('  ', JSON.stringify(url.resolveObject(from, to)));
  console.log('  ', url.parse(from).resolve(to));
}
const base = url.parse('http://a/b');
base.extra = 1;
console.log(JSON.stringify(base.resolveObject('c')));
const host = new url.Url();
host.host = 'a:80';
host.parseHost();
console.log(JSON.stringify(host));
