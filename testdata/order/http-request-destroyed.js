const http = require('node:http');
const server = http.createServer((req, res) => {
  req.on('aborted', () => console.log('server: aborted'));
  req.on('error', (e) => console.log('server: error', e.code, e.message));
  req.on('close', () => console.log('server: req close'));
  res.on('close', () => {
    console.log('server: res close', res.writableFinished);
    server.close(() => console.log('closed'));
  });
  client.destroy();
});
let client;
server.listen(0, '127.0.0.1', () => {
  client = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', agent: false });
  client.on('error', (e) => console.log('client: error', e.code, e.message));
  client.on('close', () => console.log('client: close'));
  client.write('some');
});
