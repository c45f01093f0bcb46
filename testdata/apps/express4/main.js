// env: NODE_ENV=production
// mask: connect\.sid=[^;\n]+|Expires=[^;\n]+
// mask: \d+\.\d+ ms
'use strict';
const drive = require('../drive');
const app = require('./app');

const log = [];
app.locals.log = { write: (line) => log.push(line) };

const boundary = 'xyz';
const file = (name, type, text) => `--${boundary}\r\nContent-Disposition: form-data; name="docs"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;

drive(app, [
  { path: '/' },
  { path: '/style.css', headers: { 'Accept-Encoding': 'gzip' } },
  { path: '/.hidden' },
  { path: '/board' },
  { path: '/board/' },
  { method: 'POST', path: '/board/', body: { text: 'hello' } },
  { method: 'POST', path: '/board/', body: 'text=wide+world&x=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  { method: 'POST', path: '/board/', body: 'null', headers: { 'Content-Type': 'application/csp-report' } },
  { path: '/board/2' },
  { path: '/board/9' },
  { path: '/board/x' },
  { method: 'DELETE', path: '/board/' },
  { method: 'OPTIONS', path: '/board/' },
  { path: '/compressed', headers: { 'Accept-Encoding': 'gzip, deflate' } },
  { path: '/compressed', headers: { 'Accept-Encoding': 'identity' } },
  { method: 'HEAD', path: '/compressed', headers: { 'Accept-Encoding': 'gzip' } },
  { path: '/session', cookies: true },
  { path: '/session', cookies: true },
  { path: '/store', cookies: true },
  { path: '/store', cookies: true },
  { path: '/store', cookies: true },
  { path: '/commits/abc..def' },
  { path: '/commits/abc' },
  { path: '/wild/a/b%2Fc' },
  { path: '/acd' },
  { path: '/opt/1' },
  { path: '/one' },
  { path: '/two' },
  { path: '/client', headers: { Host: 'a.b.example.com:80', 'X-Forwarded-For': '10.0.0.1, 127.0.0.1', 'X-Forwarded-Proto': 'https' } },
  { path: '/links' },
  { path: '/status/204' },
  { path: '/status/418' },
  { path: '/status/304' },
  { path: '/chunks' },
  ...['buffer', 'null', 'true', 'object', 'empty', 'html'].map((w) => ({ path: `/send/${w}` })),
  { path: '/send/html', headers: { 'If-None-Match': '"9-4+1Y4v0rVbSt1s54KapWnJwnZM0"' } },
  {
    method: 'POST',
    path: '/upload',
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: file('a.txt', 'text/plain', 'alpha') + file('b.bin', 'application/octet-stream', 'skipped') + file('c.txt', 'text/plain', 'gamma\r\nline') + `--${boundary}--\r\n`,
  },
  { path: '/admin' },
  { path: '/admin/x' },
  { path: '/fail' },
  { path: '/fail/plain' },
  { path: '/fail/late' },
  { path: '/%' },
]).then(() => console.log(log.join('')));
