const net = require('node:net');
const server = net.createServer((s) => {
  s.resume();
  s.on('close', () => server.close(() => console.log('server closed')));
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1', () => {
    c.destroy(new Error('on purpose'));
    c.destroy(new Error('ignored'));
    process.nextTick(() => console.log('tick'));
    Promise.resolve().then(() => console.log('job'));
  });
  c.on('error', (e) => console.log('error', e.message));
  c.on('close', (hadError) => console.log('close', hadError));
});
