const net = require('node:net');
const server = net.createServer();
console.log(server.listen(0, '127.0.0.1') === server, server.address());
server.on('listening', () => {
  console.log('listening');
  process.nextTick(() => console.log('tick of listening'));
  server.close((err) => console.log('closed', err));
  console.log(server.listening);
});
server.on('close', () => console.log('close event'));
process.nextTick(() => console.log('tick'));
console.log('main');
