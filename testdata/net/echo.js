const net = require('net');
const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    console.log('server:', socket.readyState, socket.remoteFamily, socket.remoteAddress);
    socket.write(`echo ${data}`);
  });
  socket.on('end', () => console.log('server: end', socket.bytesRead));
  socket.on('close', (hadError) => console.log('server: close', hadError, socket.bytesWritten));
});
server.listen(0, () => {
  const { address, family, port } = server.address();
  console.log(address, family, typeof port, server.listening);
  const client = net.connect({ port, host: '127.0.0.1' });
  console.log(client.connecting, client.pending, client.readyState);
  client.on('connectionAttempt', (ip, p, v) => console.log('attempt', ip, p === port, v));
  client.on('connect', () => console.log('connect', client.connecting, client.pending, client.localFamily));
  client.on('ready', () => {
    console.log('ready');
    client.write('one');
  });
  client.setEncoding('utf8');
  client.on('data', (data) => {
    console.log('client:', data, client.bytesRead, client.bytesWritten);
    client.end();
  });
  client.on('end', () => console.log('client: end', client.readyState));
  client.on('close', (hadError) => {
    console.log('client: close', hadError, client.destroyed, client.readyState);
    server.close((err) => console.log('closed', err, server.address()));
  });
});
