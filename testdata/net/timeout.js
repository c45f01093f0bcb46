const net = require('net');
const server = net.createServer((socket) => {
  socket.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setTimeout(20, () => console.log('once'));
  client.on('timeout', () => {
    console.log('timeout', client.timeout, client.destroyed);
    client.setTimeout(0);
    client.destroy();
  });
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
