const net = require('net');
const server = net.createServer((socket) => {
  server.getConnections((err, count) => console.log('connections', err, count));
  socket.resume();
});
server.maxConnections = 1;
server.on('drop', (data) => console.log('drop', Object.keys(data).join(), data.remoteAddress, data.remoteFamily));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const first = net.connect(port, '127.0.0.1', () => {
    const second = net.connect(port, '127.0.0.1');
    second.on('error', () => {});
    second.on('close', () => {
      first.end();
      server.close(() => console.log('closed'));
    });
    second.resume();
  });
});
