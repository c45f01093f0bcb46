// Between URLs and paths, and between domains.
const url = require('url');
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
};
for (const input of [
  'file:///a/b', 'file:///a%20b', 'file:///a%2Fb', 'file://h/x', 'http://a', 'x', 5, null, {}, { href: 'file:///q', protocol: 'file:', hostname: '', pathname: '/q' },
  { href: 'x', protocol: 'file:', auth: 1 }, 'file:///%E0', 'file:///C:/x', new URL('file:///n'), 'file:///a%5Cb',
]) {
  for (const windows of [true, false]) {
    console.log(attempt(() => url.fileURLToPath(input, { windows })), '|', attempt(() => url.fileURLToPathBuffer(input, { windows }).toString('latin1')));
  }
}
for (const input of ['/a b', '/a/', '/%/~?#', '\\\\s\\h\\x', '\\\\s', '\\\\', 'C:\\a\\', 'C:\\', 'c:/q?#', '\\\\?\\UNC\\s\\h\\x', 5, null]) {
  for (const windows of [true, false]) {
    if (!windows && input?.[0] !== '/') continue;
    console.log(attempt(() => url.pathToFileURL(input, { windows }).href));
  }
}
for (const domain of ['español.com', 'xn--espaol-zwa.com', 'xn--iñvalid.com', '', 'EXAMPLE', 'ex ample', 'x', 'a:80', '[::1]', '1.2', 'é/x', 5, null]) {
  console.log(url.domainToASCII(domain), url.domainToUnicode(domain));
}
console.log(attempt(() => url.domainToASCII()), attempt(() => url.domainToUnicode()));
for (const input of [new URL('http://u:p%40@[::1]:81/x?y#z'), { hostname: 'h', extra: 1, port: '' }, {}, 5, null, Object.assign(new URL('http://a'), { method: 'X' })]) {
  console.log(attempt(() => JSON.stringify(url.urlToHttpOptions(input))));
}
