const http = require('node:http');
const server = http.createServer((req, res) => {
  console.log('request must not run');
});
server.on('checkContinue', (req, res) => {
  console.log('checkContinue');
  res.writeContinue();
  req.on('data', (d) => console.log('server got', String(d)));
  req.on('end', () => res.end());
  server.close();
});
server.listen(0, '127.0.0.1', () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'PUT', agent: false, headers: { Expect: '100-continue' } });
  req.on('continue', () => {
    console.log('continue');
    req.end('body');
  });
  req.on('response', (res) => {
    console.log('response', res.statusCode);
    res.resume();
  });
  req.flushHeaders();
});
