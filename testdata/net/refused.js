const net = require('net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connectionAttemptFailed', (ip, p, v, err) => console.log('failed', ip, p === port, v, err.code));
    socket.on('error', (err) => console.log(err.message.replace(port, 'PORT'), Object.keys(err).join()));
    socket.on('close', (hadError) => console.log('close', hadError, socket.destroyed));
  });
});
