// The events of both ends of a connection, told apart.
const net = require('node:net');
const seen = { server: [], accepted: [], client: [] };
const watch = (list, emitter, names) => names.forEach((n) => emitter.on(n, (v) => list.push(typeof v === 'boolean' ? n + ' ' + v : n)));
const events = ['lookup', 'connect', 'ready', 'data', 'end', 'finish', 'close', 'error'];
const server = net.createServer((socket) => {
  watch(seen.accepted, socket, events);
  socket.end('bye');
  server.close();
});
watch(seen.server, server, ['listening', 'connection', 'close', 'error']);
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  watch(seen.client, client, events.slice(1));
});
console.log('listening yet?', seen.server.length);
process.on('exit', () => {
  for (const k in seen) console.log(k, seen[k].join(', '));
});
