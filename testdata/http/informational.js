'use strict';
const http = require('http');

const server = http.createServer((req, res) => {
  res.writeProcessing();
  res.writeEarlyHints({ link: '</a.css>; rel=preload', 'x-more': '1' });
  req.pipe(res);
});
server.on('checkContinue', (req, res) => {
  console.log('checkContinue', req.headers.expect);
  res.writeContinue();
  server.emit('request', req, res);
});

server.listen(0, '127.0.0.1', () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'PUT', headers: { Expect: '100-continue' } });
  req.on('continue', () => {
    console.log('continue');
    req.end('the body');
  });
  req.on('information', (info) => console.log('information', info));
  req.on('response', (res) => {
    console.log('response', res.statusCode);
    res.setEncoding('utf8');
    res.on('data', (d) => console.log('data', d));
    res.on('end', () => {
      server.close();
      http.globalAgent.destroy();
    });
  });
  req.flushHeaders();
});
