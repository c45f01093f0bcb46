// mask: sid=[^;\n]+|Expires=\w+, \d+ \w+ 2[^;\n]+
// mask: Last-Modified: .*|ETag: W/"[0-9a-f]+-[0-9a-f]{9,}"
'use strict';
const drive = require('../drive');
const app = require('./app');

const log = [];
app.locals.log = { write: (line) => log.push(line) };

const boundary = '----parts';
const part = (name, value, file, type) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"\r\nContent-Type: ${type}` : ''}\r\n\r\n${value}\r\n`;
const form = (...parts) => ({
  method: 'POST',
  path: '/upload',
  headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  body: parts.join('') + `--${boundary}--\r\n`,
});

drive(app, [
  { path: '/' },
  { method: 'HEAD', path: '/' },
  { method: 'OPTIONS', path: '/api/v1/items', headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'PUT' } },
  { path: '/api/v1/items?min=100' },
  { path: '/api/v1/items?sort=name' },
  { method: 'POST', path: '/api/v2/items', body: { name: 'chair', price: 80 } },
  { path: '/api/v2/items/3' },
  { path: '/api/v2/items/3', headers: { Accept: 'text/html' } },
  { path: '/api/v2/items/3', headers: { Accept: 'image/png' } },
  { method: 'PUT', path: '/api/v2/items/3', body: { price: 75 } },
  { method: 'DELETE', path: '/api/v2/items/3' },
  { path: '/api/v2/items/3' },
  { path: '/api/v2/items/' },
  { method: 'POST', path: '/echo?a=1&b[c]=2&a=3', body: 'x=1&y[z]=two+words&list[]=a&list[]=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  { method: 'PATCH', path: '/echo', body: 'some text', headers: { 'Content-Type': 'text/plain; charset=latin1' } },
  { method: 'POST', path: '/echo', body: Buffer.from([0, 255, 128]), headers: { 'Content-Type': 'application/octet-stream' } },
  { method: 'POST', path: '/echo', body: '{"broken', headers: { 'Content-Type': 'application/json' } },
  { method: 'POST', path: '/echo', body: { long: 'x'.repeat(3000) } },
  { method: 'POST', path: '/echo', body: '{}', headers: { 'Content-Type': 'application/json; charset=nonsense' } },
  { path: '/big', headers: { 'Accept-Encoding': 'gzip' }, show: (t) => `${t.length} characters` },
  { path: '/big', headers: { 'Accept-Encoding': 'br' }, show: (t) => `${t.length} characters` },
  { path: '/big', show: (t) => `${t.length} characters` },
  { path: '/cookies' },
  { path: '/cookies', cookies: true },
  { path: '/visits', cookies: true },
  { path: '/visits', cookies: true },
  { method: 'POST', path: '/logout', cookies: true },
  { path: '/visits', cookies: true },
  { path: '/static/' },
  { path: '/static' },
  { path: '/static/style.css' },
  { path: '/static/style.css', headers: { Range: 'bytes=5-9' } },
  { path: '/static/missing.css' },
  { path: '/static/..%2fapp.js' },
  { path: '/download' },
  { path: '/range', headers: { Range: 'bytes=-4' } },
  { path: '/range', headers: { Range: 'bytes=900-' } },
  form(part('title', 'Café'), part('photo', 'PNGDATA', 'p.png', 'image/png'), part('notes', 'n1', 'a.txt', 'text/plain'), part('notes', 'n2', 'b.txt', 'text/plain')),
  form(part('photo', 'x'.repeat(101), 'big.png', 'image/png')),
  form(part('unexpected', 'x', 'u.txt', 'text/plain')),
  { path: '/files/a/b%20c/d.txt' },
  { path: '/maybe' },
  { path: '/maybe/7' },
  { path: '/request?x=y', headers: { 'X-Requested-With': 'XMLHttpRequest', 'Accept-Language': 'de, en;q=0.5' } },
  { path: '/old' },
  { path: '/jsonp?callback=cb' },
  { path: '/async' },
  { path: '/throw' },
  { path: '/missing' },
  { path: '/bad%zz' },
]).then(() => console.log(log.join('')));
