'use strict';
// FileHandle: what promises.open() resolves to. Its operations are those of
// binding on its descriptor.
const EventEmitter = require('events');

const kFd = Symbol('kFd');
const kRefs = Symbol('kRefs');
const kClosing = Symbol('kClosePromise');
const kSettle = Symbol('kCloseResolve');
const kLocked = Symbol('kLocked');

function call(handle, name, run) {
  if (handle[kFd] === -1) return Promise.reject(binding.errors.closed(name));
  handle[kRefs]++;
  return run(handle[kFd]).finally(() => unref(handle));
}

// The last one that used a handle that is being closed closes it.
function unref(handle) {
  handle[kRefs]--;
  if (handle[kRefs] !== 0) return;
  const fd = handle[kFd];
  handle[kFd] = -1;
  handle[kSettle](binding.close(fd));
}

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this[kFd] = fd;
    this[kRefs] = 1;
    this[kClosing] = null;
    this[kLocked] = false;
    this.close = () => close(this);
  }

  getAsyncId() { return 0; }
  get fd() { return this[kFd]; }

  appendFile(data, options) { return call(this, 'writeFile', (fd) => binding.appendFile(fd, data, options)); }
  chmod(mode) { return call(this, 'fchmod', (fd) => binding.fchmod(fd, mode)); }
  chown(uid, gid) { return call(this, 'fchown', (fd) => binding.fchown(fd, uid, gid)); }
  datasync() { return call(this, 'fdatasync', (fd) => binding.fdatasync(fd)); }
  sync() { return call(this, 'fsync', (fd) => binding.fsync(fd)); }
  read(buffer, offset, length, position) {
    const args = arguments;
    return call(this, 'read', (fd) => binding.read(fd, ...Array.prototype.slice.call(args)));
  }
  readv(buffers, position) {
    return call(this, 'readv', (fd) => binding.readv(fd, buffers, position).then((bytesRead) => ({ bytesRead, buffers })));
  }
  readFile(options) { return call(this, 'readFile', (fd) => binding.readFile(fd, options)); }
  readLines(options = undefined) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  stat(options) { return call(this, 'fstat', (fd) => binding.fstat(fd, options)); }
  truncate(len = 0) { return call(this, 'ftruncate', (fd) => binding.ftruncate(fd, len)); }
  utimes(atime, mtime) { return call(this, 'futimes', (fd) => binding.futimes(fd, atime, mtime)); }
  write(buffer, offset, length, position) {
    return call(this, 'write', (fd) => binding.write(fd, buffer, offset, length, position)
      .then((bytesWritten) => ({ bytesWritten, buffer })));
  }
  writev(buffers, position) {
    return call(this, 'writev', (fd) => binding.writev(fd, buffers, position)
      .then((bytesWritten) => ({ bytesWritten, buffers })));
  }
  writeFile(data, options) { return call(this, 'writeFile', (fd) => binding.writeFile(fd, data, options)); }

  readableWebStream(options = {}) {
    if (this[kFd] === -1) throw binding.errors.state('The FileHandle is closed');
    if (this[kClosing]) throw binding.errors.state('The FileHandle is closing');
    if (this[kLocked]) throw binding.errors.state('The FileHandle is locked');
    binding.validate.object(options, 'options');
    const { autoClose = false } = options;
    binding.validate.bool(autoClose, 'options.autoClose');
    this[kLocked] = true;
    this[kRefs]++;
    const done = async () => {
      unref(this);
      if (autoClose) await this.close();
    };
    const { ReadableStream } = require('stream/web');
    const stream = new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: 16384,
      pull: async (controller) => {
        const { view } = controller.byobRequest;
        const { bytesRead } = await this.read(view, 0, view.byteLength);
        if (bytesRead === 0) {
          controller.close();
          await done();
        }
        controller.byobRequest.respond(bytesRead);
      },
      cancel: done,
    });
    this.once('close', () => { if (!stream.locked) stream.cancel(); });
    return stream;
  }

  createReadStream(options = undefined) {
    return new binding.fs.ReadStream(undefined, { ...options, fd: this });
  }
  createWriteStream(options = undefined) {
    return new binding.fs.WriteStream(undefined, { ...options, fd: this });
  }
}

function close(handle) {
  if (handle[kFd] === -1) return Promise.resolve();
  if (handle[kClosing]) return handle[kClosing];
  const closed = new Promise((resolve) => { handle[kSettle] = resolve; });
  handle[kClosing] = closed.finally(() => { handle[kClosing] = undefined; });
  unref(handle);
  handle.emit('close');
  return handle[kClosing];
}

const disposed = Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose');
Object.defineProperty(FileHandle.prototype, disposed, {
  configurable: true,
  writable: true,
  value: async function () { await this.close(); },
});
Object.defineProperty(FileHandle.prototype[disposed], 'name', { value: '[Symbol.asyncDispose]' });

return {
  FileHandle,
  ref(handle) { handle[kRefs]++; },
  unref,
  descriptor(handle) { return handle instanceof FileHandle ? handle[kFd] : undefined; },
};
