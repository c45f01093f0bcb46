'use strict';
const http = require('http');
const net = require('net');

const exchange = (port, text) => new Promise((resolve) => {
  let received = '';
  const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
  socket.setEncoding('latin1');
  socket.on('data', (d) => { received += d; });
  socket.on('error', (err) => resolve(`${received}\n<${err.code}>`));
  socket.on('end', () => resolve(received));
});

const get = (port, path, headers = '') => exchange(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);

const handlers = {
  '/end': (req, res) => res.end('hello'),
  '/empty': (req, res) => res.end(),
  '/chunks': (req, res) => { res.write('one'); res.write('two'); setImmediate(() => { res.write('three'); res.end('four'); }); },
  '/buffer': (req, res) => res.end(Buffer.from([0xe9, 0x41])),
  '/encodings': (req, res) => { res.write('4142', 'hex'); res.write('QUI=', 'base64'); res.end('é', 'latin1'); },
  '/utf8-head': (req, res) => { res.setHeader('x-name', 'é'); res.end('é'); },
  '/latin1-head': (req, res) => { res.setHeader('x-name', 'é'); res.end(Buffer.from('a')); },
  '/disposition': (req, res) => {
    res.writeHead(200, { 'Content-Length': 1, 'Content-Disposition': 'attachment; filename="Ã©"' });
    res.end('a');
  },
  '/reason': (req, res) => { res.writeHead(299, 'Quite Fine', { 'X-A': [1, 2], 'Set-Cookie': ['a=b', 'c=d'] }); res.end(); },
  '/unknown': (req, res) => { res.statusCode = 599; res.end(); },
  '/array': (req, res) => { res.setHeader('x-a', '0'); res.writeHead(200, ['X-A', '1', 'X-A', '2', 'x-b', '3']); res.end(); },
  '/flat': (req, res) => { res.writeHead(200, ['X-A', '1', 'X-A', '2']); res.end(); },
  '/pairs': (req, res) => { res.writeHead(200, [['X-A', '1'], ['x-a', '2']]); res.end(); },
  '/merge': (req, res) => { res.setHeader('X-One', 1); res.setHeader('X-Two', 2); res.writeHead(201, { 'x-two': 3, 'X-Three': 4 }); res.end(); },
  '/204': (req, res) => { res.writeHead(204); res.end('dropped'); },
  '/304': (req, res) => { res.writeHead(304, { 'Transfer-Encoding': 'chunked' }); res.end(); },
  '/no-date': (req, res) => { res.removeHeader('date'); res.removeHeader('connection'); res.end('a'); },
  '/no-length': (req, res) => { res.removeHeader('content-length'); res.removeHeader('transfer-encoding'); res.end('a'); },
  '/trailers': (req, res) => {
    res.writeHead(200, { Trailer: 'X-Sum' });
    res.write('body');
    res.addTrailers({ 'X-Sum': 'abc', 'X-More': ['1', '2'] });
    res.end();
  },
  '/hints': (req, res) => {
    res.writeProcessing();
    res.writeEarlyHints({ 'link': ['</a.css>; rel=preload; as=style', '</b.js>; rel=preload'], 'x-id': '1' });
    res.writeInformation(199, { 'X-Info': 'yes' });
    res.end('final');
  },
  '/cookies': (req, res) => {
    res.setHeader('Cookie', ['a=1', 'b=2']);
    res.setHeader('X-List', ['1', '2']);
    res.appendHeader('X-List', '3');
    res.appendHeader('x-list', ['4', '5']);
    res.end();
  },
  '/close': (req, res) => { res.setHeader('Connection', 'close'); res.end('a'); },
  '/flush': (req, res) => { res.flushHeaders(); setImmediate(() => res.end('late')); },
};

const server = http.createServer((req, res) => {
  if (['/no-date', '/flat', '/pairs'].includes(req.url)) res.sendDate = false;
  else res.setHeader('Date', 'now');
  handlers[req.url](req, res);
});

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  for (const path of Object.keys(handlers)) {
    console.log(path);
    console.log(JSON.stringify(await get(port, path)));
  }
  console.log('HEAD', JSON.stringify(await exchange(port, 'HEAD /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')));
  console.log('1.0', JSON.stringify(await exchange(port, 'GET /chunks HTTP/1.0\r\n\r\n')));
  console.log('1.0 keep', JSON.stringify(await exchange(port, 'GET /end HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /empty HTTP/1.0\r\n\r\n')));
  console.log('pipelined', JSON.stringify(await exchange(port,
    'GET /chunks HTTP/1.1\r\nHost: x\r\n\r\nGET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')));
  server.close();
});
