// Ticks and jobs run between the parts of an exchange.
const http = require('node:http');
const server = http.createServer((req, res) => {
  console.log('request', req.method, req.url);
  process.nextTick(() => console.log('tick of request'));
  Promise.resolve().then(() => console.log('job of request'));
  setImmediate(() => {
    console.log('immediate of request');
    res.end('done');
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', path: '/x', agent: false }, (res) => {
    console.log('response', res.statusCode);
    process.nextTick(() => console.log('tick of response'));
    res.on('data', (d) => console.log('data', String(d)));
    res.on('end', () => console.log('end', res.complete));
    res.on('close', () => console.log('close'));
  });
  console.log('get called');
});
