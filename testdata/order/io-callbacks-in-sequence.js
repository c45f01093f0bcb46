const fs = require('node:fs');
fs.stat(__filename, (err, st) => {
  console.log('stat', err, st.isFile());
  process.nextTick(() => console.log('tick of stat'));
  fs.open(__filename, (err, fd) => {
    console.log('open', err, typeof fd);
    Promise.resolve().then(() => console.log('job of open'));
    fs.read(fd, Buffer.alloc(4), 0, 4, 0, (err, n, b) => {
      console.log('read', err, n, b.toString());
      fs.close(fd, (err) => {
        console.log('close', err);
        setImmediate(() => console.log('immediate'));
      });
      console.log('after close call');
    });
  });
});
console.log('main');
