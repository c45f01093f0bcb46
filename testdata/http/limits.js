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

const serve = (options, handler) => new Promise((resolve) => {
  const server = http.createServer(options, handler);
  server.listen(0, '127.0.0.1', () => resolve(server));
});

const ok = (req, res) => { res.sendDate = false; res.end(req.url); };
const keep = (path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const show = (name, text) => console.log(name, JSON.stringify(text));

(async () => {
  let server = await serve({ maxHeaderSize: 200 }, ok);
  let { port } = server.address();
  show('431', await get(port, '/', `X: ${'a'.repeat(300)}\r\n`));
  show('no host', await exchange(port, 'GET / HTTP/1.1\r\n\r\n').then((s) => s.replace(/Date: .*GMT/, 'Date:')));
  show('bad', await exchange(port, 'GET / HTTP/9.9\r\n\r\n'));
  show('smuggled', await exchange(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'));
  show('expectation', (await get(port, '/', 'Expect: wonders\r\n')).replace(/Date: .*GMT/, 'Date:'));
  server.close();

  server = await serve({ requireHostHeader: false }, ok);
  show('host not required', await exchange(server.address().port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'));
  server.maxRequestsPerSocket = 2;
  server.on('dropRequest', (req) => console.log('dropRequest', req.url));
  show('two requests', (await exchange(server.address().port, keep('/1') + keep('/2') + keep('/3'))).replace(/Date: .*GMT/, 'Date:'));
  server.close();

  server = await serve({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }, ok);
  show('slow head', await exchange(server.address().port, 'GET / HTTP/1.1\r\n'));
  show('slow body', await exchange(server.address().port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na'));
  server.on('clientError', (err, socket) => {
    console.log(err.code, err.message);
    socket.end('HTTP/1.1 400 Mine\r\n\r\n');
  });
  show('own answer', await exchange(server.address().port, 'GET / HTTP/1.1\r\n'));
  server.close();

  server = await serve({ keepAliveTimeout: 50, keepAliveTimeoutBuffer: 10 }, ok);
  show('keep-alive timeout', await exchange(server.address().port, keep('/')));
  server.timeout = 60;
  server.on('timeout', (socket) => {
    console.log('timeout');
    socket.end('HTTP/1.1 408 Mine\r\n\r\n');
  });
  show('timeout', await exchange(server.address().port, ''));
  server.close();

  for (const options of [{ maxHeaderSize: 'x' }, { headersTimeout: -1 }, { headersTimeout: 10, requestTimeout: 5 },
    { insecureHTTPParser: 1 }, { keepAliveTimeout: 1.5 }, { requireHostHeader: 0 }, { httpValidation: 'no' },
    { httpValidation: 'strict', insecureHTTPParser: true }, { shouldUpgradeCallback: 1 }, 5]) {
    try {
      http.createServer(options);
      console.log('accepted', options);
    } catch (err) {
      console.log(err.code, err.message);
    }
  }
})();
