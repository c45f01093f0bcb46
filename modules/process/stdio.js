// process.stdin, stdout and stderr, made when first read.
'use strict';

function SyncWriteStream(fd, write) {
  const { Writable } = require('stream');
  const stream = new Writable({
    autoDestroy: true,
    decodeStrings: true,
    write(chunk, encoding, callback) {
      try {
        write(chunk);
      } catch (err) {
        callback(err);
        return;
      }
      callback();
    },
  });
  stream.readable = false;
  stream.autoClose = false;
  return stream;
}

// keepOpen makes destroy leave the descriptor open and the stream usable.
function keepOpen(err, callback) {
  callback(err);
  this._undestroy();
  if (!this._writableState.emitClose) process.nextTick(() => this.emit('close'));
}

function output(fd) {
  const type = binding.handleType(fd);
  let stream;
  if (type === 'TTY') {
    stream = new (require('tty').WriteStream)(fd);
    stream._type = 'tty';
  } else if (type === 'FILE') {
    stream = SyncWriteStream(fd, (chunk) => binding.write(fd, chunk));
    stream._type = 'fs';
  } else {
    stream = new (require('net').Socket)({ fd, readable: false, writable: true });
    stream._type = 'pipe';
  }
  stream.fd = fd;
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = keepOpen;
  if (stream.isTTY) process.on('SIGWINCH', () => stream._refreshSize());
  return stream;
}

function input() {
  const fd = 0;
  const type = binding.handleType(fd);
  let stdin;
  if (type === 'TTY') {
    stdin = new (require('tty').ReadStream)(fd);
  } else if (type === 'FILE') {
    stdin = new (require('fs').ReadStream)(null, { fd, autoClose: false });
  } else {
    stdin = new (require('net').Socket)({ fd, readable: true, writable: false, manualStart: true });
    stdin._writableState.ended = true;
  }
  stdin.fd = fd;
  // A pause stops the reading, so that the process can end.
  stdin.on('pause', () => {
    process.nextTick(() => {
      const handle = stdin._handle;
      if (handle && handle.reading && !stdin.readableFlowing) {
        stdin._readableState.reading = false;
        handle.readStop();
      }
    });
  });
  return stdin;
}

return { input, output };
