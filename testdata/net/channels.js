const dc = require('diagnostics_channel');
const net = require('net');
const { spawn } = require('child_process');
for (const name of ['net.client.socket', 'net.server.socket', 'udp.socket', 'child_process']) {
  dc.subscribe(name, (message) => console.log(name, Object.keys(message)));
}
for (const name of ['net.server.listen', 'child_process.spawn']) {
  for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) {
    dc.subscribe(`tracing:${name}:${event}`, (message) => console.log(name, event, Object.keys(message)));
  }
}
const server = net.createServer((socket) => {
  console.log('connection');
  socket.end();
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resume();
  client.on('close', () => server.close(() => {
    require('dgram').createSocket('udp4').close();
    spawn('true').on('close', () => spawn('nonexistent-command').on('error', () => console.log('error')));
  }));
});
