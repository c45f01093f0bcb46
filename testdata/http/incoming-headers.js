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

const show = (req) => {
  console.log(req.method, req.url, req.httpVersion, req.httpVersionMajor, req.httpVersionMinor);
  console.log(req.headers);
  console.log(req.headersDistinct);
  console.log(req.rawHeaders);
};

const send = [
  'GET /a?b=c HTTP/1.1', 'Host: x', 'host: second', 'X-Twice: 1', 'x-twice: 2', 'Cookie: a=1', 'Cookie: b=2',
  'Set-Cookie: c', 'set-cookie: d', 'Content-Type: text/a', 'content-type: text/b', 'Accept:', 'X-Latin: \xe9',
  'constructor: x', 'Authorization: one', 'Authorization: two', 'Connection: close', '', '',
].join('\r\n');

const run = async (options) => {
  const server = http.createServer(options, (req, res) => {
    show(req);
    req.resume();
    req.on('end', () => {
      console.log(req.trailers, req.trailersDistinct, req.rawTrailers, req.complete);
      res.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await exchange(port, send);
  if (options.joinDuplicateHeaders) {
    await exchange(port, 'POST /t HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n' +
      '3\r\nabc\r\n0\r\nX-T: 1\r\nx-t: 2\r\nCookie: a\r\n\r\n');
    server.maxHeadersCount = 2;
    await exchange(port, send);
  }
  server.close();
};

run({}).then(() => run({ joinDuplicateHeaders: true }));
