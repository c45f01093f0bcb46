const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (message) => {
    process.send({ got: message, connected: process.connected, args: process.argv.slice(2) }, (err) => {
      console.log('child sent', err);
      process.disconnect();
    });
  });
  process.on('disconnect', () => console.log('child disconnected', process.connected, process.channel));
  process.send('ready');
} else {
  const child = fork(__filename, ['child', 'a b'], { silent: true });
  let out = '';
  child.stdout.on('data', (data) => { out += data; });
  console.log(child.connected, typeof child.send, child.stdin === null);
  child.on('message', (message) => {
    console.log('parent got', message);
    if (message === 'ready') child.send({ text: 'é😀', list: [1, null, { a: true }], gone: undefined });
  });
  child.on('disconnect', () => console.log('disconnect', child.connected));
  child.on('close', (code, signal) => {
    console.log('close', code, signal, JSON.stringify(out));
    console.log(child.send('late', (err) => console.log(err.code, err.message)));
  });
}
