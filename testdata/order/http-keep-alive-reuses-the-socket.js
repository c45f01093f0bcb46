const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let sockets = 0;
const server = http.createServer((req, res) => {
  console.log('request', req.url);
  res.end(req.url);
});
server.on('connection', () => sockets++);
server.listen(0, '127.0.0.1', async () => {
  const get = (path) => new Promise((resolve) => {
    const req = http.get({ port: server.address().port, host: '127.0.0.1', path, agent }, (res) => {
      res.resume();
      res.on('end', () => {
        console.log('end', path, 'reused', req.reusedSocket);
        resolve();
      });
    });
  });
  await Promise.all(['/1', '/2', '/3'].map(get));
  await get('/4');
  console.log('sockets', sockets);
  agent.destroy();
  server.close(() => console.log('closed'));
});
