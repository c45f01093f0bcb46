const http = require('node:http');
const net = require('node:net');
const server = http.createServer(() => console.log('must not run'));
server.on('clientError', (e, socket) => {
  console.log(e.name, e.code, e.message, String(e.rawPacket));
  socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
server.listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  c.end('NONSENSE / HTTP/1.1\r\n\r\n');
  c.on('data', (d) => console.log(JSON.stringify(String(d))));
  c.on('close', () => server.close());
});
