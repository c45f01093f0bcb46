// flags: --no-deprecation
// What url.parse makes of well-formed, odd and malformed URLs.
const url = require('url');
const inputs = [
  'http://a.com', 'HTTP://USER:pass@EXAMPLE.com:8080/p/a/t/h?query=string#hash', '//foo/bar', '/a/b?c=d', '///x', '/x y',
  'mailto:a@b.c', 'mailto:foo@bar?subject=x', 'javascript:alert(1)', 'javascript://x/y', ' http://x.y/ ', 'http://x.y/a b',
  'http:\\\\x\\y\\z?\\', 'x.com', '?a=b', '#h', '', '.', 'http://a@b@c/', 'http://a@b?@c', 'http://[::1]:80/x', 'http://[::1',
  'file:///etc/passwd', 'file://host/x', 'xmpp:user@h', 'http://ex.com:', 'http://ex.com:80:90/', 'git+http://u@h/p',
  'http://h:abc/', 'dash-test:foo/bar', 'http://x.com/path;p?q', 'http://x/p/"quoted"', '*', 'http://☃.net/', 'http://é.com/ü?ä',
  'ht\ttp://x', 'http://a\tb.com/', 'http://ex ample.com/', 'http://a%b/', 'HtTp://x.y.com;a/b/c', 'http://a.com/{b}', '/a?b#c@d',
  'http://a.b/\tbc\ndr\r\nlm', 'https://*', 'http://x/#a#b?c', '://x', ':80', 'http://u%20:p%zz@h/', '//a@b/c', '\\\\a\\b',
  'http://' + 'a'.repeat(256) + '/',
];
function attempt(f) {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
}
for (const input of inputs) {
  console.log(JSON.stringify(input));
  console.log(' ', JSON.stringify(attempt(() => url.parse(input))));
  console.log('  query', JSON.stringify(attempt(() => url.parse(input, true).query)));
  console.log('  host', JSON.stringify(attempt(() => url.parse(input, false, true).host)));
}
for (const input of [5, null, undefined, {}, () => {}]) console.log(attempt(() => url.parse(input)));
const parsed = url.parse('http://a/b');
console.log(url.parse(parsed) === parsed, parsed instanceof url.Url, Object.keys(new url.Url()).join());
