const http = require('node:http');
const server = http.createServer();
server.on('upgrade', (req, socket, head) => {
  console.log('server upgrade', req.headers.upgrade, head.length);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.on('data', (d) => socket.end('echo ' + d));
  server.close();
});
server.listen(0, '127.0.0.1', () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
  req.on('upgrade', (res, socket) => {
    console.log('client upgrade', res.statusCode, res.headers.upgrade);
    socket.write('hi');
    socket.on('data', (d) => console.log(String(d)));
    socket.on('close', () => console.log('socket close'));
  });
  req.on('response', () => console.log('no response'));
  req.end();
});
