'use strict';
const http = require('http');
const net = require('net');

const answers = {
  '/hang-up': (socket) => socket.end(),
  '/reset': (socket) => socket.resetAndDestroy(),
  '/nonsense': (socket) => socket.end('nonsense\r\n\r\n'),
  '/short': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'),
  '/cut-chunk': (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc'),
  '/until-end': (socket) => socket.end('HTTP/1.0 200 Fine\r\n\r\nall of it'),
  '/silent': () => {},
};

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (d) => answers[String(d).split(' ')[1]](socket));
});

const request = (path, options = {}, act = () => {}) => new Promise((resolve) => {
  console.log(path);
  const req = http.get({ port: server.address().port, host: '127.0.0.1', path, agent: false, ...options }, (res) => {
    console.log('  response', res.statusCode, res.statusMessage, res.httpVersion);
    let body = '';
    res.setEncoding('utf8');
    res.on('data', (d) => { body += d; });
    res.on('aborted', () => console.log('  aborted'));
    res.on('error', (err) => console.log('  response error', err.code, err.message));
    res.on('end', () => console.log('  end', body, res.complete));
    res.on('close', () => console.log('  response close', res.complete, body));
  });
  req.on('timeout', () => { console.log('  timeout'); req.destroy(); });
  req.on('abort', () => console.log('  abort'));
  req.on('error', (err) => console.log('  error', err.code, err.message, err.name));
  req.on('close', () => { console.log('  close', req.destroyed, req.aborted, req.reusedSocket); resolve(); });
  act(req);
});

server.listen(0, '127.0.0.1', async () => {
  await request('/hang-up');
  await request('/reset');
  await request('/nonsense');
  await request('/short');
  await request('/cut-chunk');
  await request('/until-end');
  await request('/silent', { timeout: 30 });
  await request('/silent', {}, (req) => req.abort());
  await request('/silent', {}, (req) => req.destroy(new Error('mine')));
  await request('/silent', {}, (req) => req.on('socket', () => setImmediate(() => req.destroy())));
  await request('/silent', { signal: AbortSignal.abort() });
  const controller = new AbortController();
  await request('/silent', { signal: controller.signal }, () => setTimeout(() => controller.abort(), 20));
  await request('/hang-up', { createConnection: (options, cb) => { process.nextTick(cb, new Error('no connection')); } });
  server.close();

  for (const options of [{ path: '/a b' }, { method: 'a b' }, { method: 1 }, { protocol: 'ftp:' }, { host: 1 }, { agent: 1 },
    { headers: { 'a b': 'c' } }, { headers: { a: undefined } }, { headers: { a: 'b\n' } }, { timeout: 'x' }, { timeout: -1 },
    { insecureHTTPParser: 'x' }, { maxHeaderSize: 'x' }, { joinDuplicateHeaders: 1 }, 'nonsense', 'https://localhost']) {
    try {
      http.request(options).on('error', () => {});
      console.log('accepted', options);
    } catch (err) {
      console.log(err.name, err.code, err.message);
    }
  }
});
