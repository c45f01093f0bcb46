'use strict';
const http = require('http');
const { Readable, pipeline } = require('stream');
const { createHash } = require('crypto');

// A body larger than all buffers there and back, through pipes.
const size = 3 * 1024 * 1024;
const part = Buffer.alloc(50000, 'abcdefghij');
const source = () => {
  let left = size;
  return new Readable({
    read() {
      if (left === 0) return this.push(null);
      const n = Math.min(left, part.length);
      left -= n;
      this.push(part.subarray(0, n));
    },
  });
};

const server = http.createServer((req, res) => {
  switch (req.url) {
    case '/echo':
      pipeline(req, res, (err) => console.log('echoed', err));
      break;
    case '/slow': {
      let writes = 0;
      const chunk = Buffer.alloc(100000, 'x');
      const more = () => {
        while (writes < 20) {
          writes++;
          if (!res.write(chunk)) return res.once('drain', more);
        }
        res.end();
      };
      more();
      break;
    }
    case '/unread':
      res.end('not read');
      break;
    case '/iterate':
      (async () => {
        let n = 0;
        for await (const chunk of req) n += chunk.length;
        res.end(String(n));
      })();
      break;
  }
});

const send = (path, body) => new Promise((resolve, reject) => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', path, method: 'POST' }, (res) => {
    const hash = createHash('md5');
    let n = 0;
    res.on('data', (d) => { n += d.length; hash.update(d); });
    res.on('end', () => resolve(`${n} ${hash.digest('hex')}`));
  });
  req.on('error', reject);
  body.pipe(req);
});

server.listen(0, '127.0.0.1', async () => {
  console.log('echo', await send('/echo', source()));
  console.log('slow', await send('/slow', source()));
  console.log('iterate', await send('/iterate', source()));
  console.log('unread', await send('/unread', Readable.from(['a', 'b'])));
  server.close();
  http.globalAgent.destroy();
});
