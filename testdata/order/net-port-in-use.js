const net = require('node:net');
const a = net.createServer().listen(0, '127.0.0.1', () => {
  const b = net.createServer();
  b.on('error', (e) => {
    console.log(e.code, e.syscall, e.address, e.port === a.address().port, b.listening);
    console.log(e.message.replace(e.port, 'PORT'));
    a.close();
  });
  b.on('close', () => console.log('no close'));
  b.listen(a.address().port, '127.0.0.1', () => console.log('must not run'));
  console.log('listen called');
});
