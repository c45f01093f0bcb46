const net = require('net');
const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'net-'));
const name = path.join(dir, 'socket');
const server = net.createServer((socket) => {
  console.log(socket.remoteAddress, socket.address());
  socket.pipe(socket);
});
server.listen(name, () => {
  console.log(server.address() === name, fs.statSync(name).isSocket());
  const client = net.connect(name, () => client.end('through a path'));
  client.on('data', (data) => console.log(String(data)));
  client.on('close', () => server.close(() => {
    console.log(fs.existsSync(name));
    fs.rmdirSync(dir);
  }));
});
