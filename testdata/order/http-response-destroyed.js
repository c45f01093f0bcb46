const http = require('node:http');
const server = http.createServer((req, res) => {
  res.writeHead(200, { 'Content-Length': 10 });
  res.write('five!', () => res.destroy());
  server.close();
}).listen(0, '127.0.0.1', () => {
  const req = http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    res.on('data', (d) => console.log('data', String(d)));
    res.on('end', () => console.log('no end'));
    res.on('aborted', () => console.log('aborted'));
    res.on('error', (e) => console.log('response error', e.code, e.message));
    res.on('close', () => console.log('response close', res.complete));
  });
  req.on('error', (e) => console.log('request error', e.code));
  req.on('close', () => console.log('request close'));
});
