const qs = require('querystring');
const show = (...args) => {
  const parsed = qs.parse(...args);
  console.log(JSON.stringify(args[0]), JSON.stringify(parsed), Object.getPrototypeOf(parsed));
};
for (const s of [
  'a=b&c=d', 'a=1&a=2&a=3', 'a', 'a=', '=a', '&', '&&', 'a&b', '&a=b', 'a==b', 'a=b=c', '%20=%20', 'a+b=c+d', 'a%2Bb=c', '%', '%4', '%zz=1',
  'a=%E4%BD%A0', 'a=%E4%BD', 'a=%ff%41', 'é=ü', 'a=😀', '%00=%00', '__proto__=1', 'toString=1&hasOwnProperty=2', 'foo=%EDndex', 'a=%2&b=%20',
  'a=+%20+', 'a=b;c=d', ' a = b ', '=', '==', '=&=', '%25%32%30', '', 5, null, undefined, {},
]) show(s);
show('a:b;c:d', ';', ':');
show('a:b;c:d;e:f', ';', ':', { maxKeys: 2 });
show('a=1&b=2', null, null, { maxKeys: 0 });
show('a&&b||c&&d', '||', '&&');
show('a&&b|c&&d', '||', '&&');
show('aééb', 'é', '=');
show('a=1&b=%20+x', '&', '=', { decodeURIComponent: (s) => `<${s}>` });
show('a=1&b=x', '&', '=', { decodeURIComponent() { throw new Error('no'); } });
show('a1b', '1');
console.log(Object.keys(qs.parse('k=1&'.repeat(3) + Array.from({ length: 1005 }, (_, i) => `k${i}=1`).join('&'))).length);
const { unescape } = qs;
qs.unescape = (s) => `U${s}`;
show('a=1&b=%20+');
qs.unescape = unescape;
