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

const server = http.createServer((req, res) => {
  console.log('request', req.method, req.url, req.upgrade);
  res.sendDate = false;
  res.end('no upgrade');
});

const upgrade = (extra = '') =>
  `GET /up HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: echo\r\n\r\n${extra}`;

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  console.log(JSON.stringify(await exchange(port, upgrade())));
  console.log('no connect', JSON.stringify(await exchange(port, 'CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n')));

  server.on('upgrade', (req, socket, head) => {
    console.log('upgrade', req.url, req.headers.upgrade, String(head), socket === req.socket, socket.listenerCount('data'));
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    socket.write(head);
    socket.on('data', (d) => socket.end(`got ${d}`));
  });
  server.on('connect', (req, socket, head) => {
    console.log('connect', req.url, String(head));
    socket.end('HTTP/1.1 200 Fine\r\n\r\nthrough');
  });
  console.log(JSON.stringify(await exchange(port, 'CONNECT b:2 HTTP/1.1\r\nHost: x\r\n\r\nearly')));

  const req = http.request({ port, host: '127.0.0.1', path: '/client', headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
  req.on('upgrade', (res, socket, head) => {
    console.log('client', res.statusCode, res.headers, String(head));
    socket.setEncoding('utf8');
    socket.on('data', (d) => console.log('data', d));
    socket.on('close', () => { console.log('socket close'); server.close(() => console.log('closed')); });
    socket.write('hello');
  });
  req.on('close', () => console.log('request close'));
  req.end();
});
