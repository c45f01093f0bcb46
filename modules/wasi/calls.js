'use strict';
const fs = require('fs');
const { join, dirname, isAbsolute } = require('path');
const { randomFillSync } = require('crypto');
const O = fs.constants;

// Errors, in the order of their numbers.
const errors = `SUCCESS 2BIG ACCES ADDRINUSE ADDRNOTAVAIL AFNOSUPPORT AGAIN ALREADY BADF BADMSG BUSY CANCELED CHILD CONNABORTED
CONNREFUSED CONNRESET DEADLK DESTADDRREQ DOM DQUOT EXIST FAULT FBIG HOSTUNREACH IDRM ILSEQ INPROGRESS INTR INVAL IO ISCONN ISDIR
LOOP MFILE MLINK MSGSIZE MULTIHOP NAMETOOLONG NETDOWN NETRESET NETUNREACH NFILE NOBUFS NODEV NOENT NOEXEC NOLCK NOLINK NOMEM NOMSG
NOPROTOOPT NOSPC NOSYS NOTCONN NOTDIR NOTEMPTY NOTRECOVERABLE NOTSOCK NOTSUP NOTTY NXIO OVERFLOW OWNERDEAD PERM PIPE PROTO
PROTONOSUPPORT PROTOTYPE RANGE ROFS SPIPE SRCH STALE TIMEDOUT TXTBSY XDEV NOTCAPABLE`.split(/\s/);
const number = {};
errors.forEach((name, i) => { number['E' + name] = i; });

class Failure {
  constructor(name) { this.errno = number['E' + name]; }
}
const refuse = (name) => { throw new Failure(name); };

// Rights, by the bits that have them.
const right = { read: 2n, seek: 4n, flags: 8n, tell: 32n, write: 64n, allocate: 256n, makeDirectory: 512n, makeFile: 1024n,
  linkSource: 2048n, linkTarget: 4096n, open: 8192n, readdir: 16384n, readlink: 32768n, renameSource: 65536n, renameTarget: 131072n,
  pathStat: 1n << 18n, pathSize: 1n << 19n, pathTimes: 1n << 20n, stat: 1n << 21n, size: 1n << 22n, times: 1n << 23n, symlink: 1n << 24n,
  removeDirectory: 1n << 25n, unlink: 1n << 26n, poll: 1n << 27n };
const all = 0x3fffffffn, file = 0x8e001ffn, directory = 0xfbffe98n, inherited = 0xfffffffn, terminal = 0x820004an;
const block = 1, character = 2, folder = 3, regular = 4, socket = 6, link = 7;

function typeOf(stat) {
  return stat.isFile() ? regular : stat.isDirectory() ? folder : stat.isSymbolicLink() ? link : stat.isCharacterDevice() ? character :
    stat.isBlockDevice() ? block : stat.isSocket() ? socket : 0;
}

class System {
  constructor({ unstable, args, env, stdio, preopens, exit }) {
    this.unstable = unstable;
    this.memory = undefined;
    this.args = args.map((s) => Buffer.from(s + '\0'));
    this.env = env.map((s) => Buffer.from(s + '\0'));
    this.exit = exit;
    this.files = new Map();
    for (const fd of stdio) {
      let type = 0;
      try {
        type = typeOf(fs.fstatSync(fd));
      } catch {
        // A standard stream that is none of the system's files.
      }
      const [rights, inheriting] = type === regular ? [file, 0n] : type === character ? [all, all] : [terminal, terminal];
      this.add({ fd, type, rights, inheriting, position: null, flags: 0, standard: true });
    }
    for (const [guest, host] of preopens)
      this.add({ fd: -1, type: folder, rights: directory, inheriting: inherited, host, root: host, guest: Buffer.from(guest), flags: 0 });
  }

  add(entry) {
    let fd = 0;
    while (this.files.has(fd))
      fd++;
    this.files.set(fd, entry);
    return fd;
  }

  get(fd, ...rights) {
    const entry = this.files.get(fd);
    if (entry === undefined)
      refuse('BADF');
    for (const bit of rights)
      if ((entry.rights & bit) === 0n)
        refuse('NOTCAPABLE');
    return entry;
  }

  folder(fd, ...rights) {
    const entry = this.get(fd, ...rights);
    if (entry.type !== folder)
      refuse('NOTDIR');
    return entry;
  }

  view(offset, size) {
    const { buffer } = this.memory;
    if (offset + size > buffer.byteLength)
      refuse('OVERFLOW');
    return new DataView(buffer, offset, size);
  }

  bytes(offset, size) {
    const { buffer } = this.memory;
    if (offset + size > buffer.byteLength)
      refuse('OVERFLOW');
    return new Uint8Array(buffer, offset, size);
  }

  u32(at, value) { this.view(at, 4).setUint32(0, Number(value), true); }
  u64(at, value) { this.view(at, 8).setBigUint64(0, BigInt(value), true); }

  text(at, size) { return Buffer.from(this.bytes(at, size)).toString(); }

  // The host's path of a program's. Links are followed here, so that none leads out of the directory that was opened.
  path(entry, at, size, follow) {
    const name = this.text(at, size);
    if (name.includes('\0'))
      refuse('ILSEQ');
    if (name === '')
      refuse('INVAL');
    if (isAbsolute(name))
      refuse('NOTCAPABLE');
    let place = entry.host;
    let links = 0;
    const todo = name.split('/').reverse();
    while (todo.length > 0) {
      const part = todo.pop();
      if (part === '' || part === '.')
        continue;
      if (part === '..') {
        if (place === entry.root)
          refuse('NOTCAPABLE');
        place = dirname(place);
        continue;
      }
      const next = join(place, part);
      const last = todo.every((x) => x === '');
      const stat = last && !follow ? undefined : fs.lstatSync(next, { throwIfNoEntry: false });
      if (stat === undefined || !stat.isSymbolicLink()) {
        if (stat !== undefined && !last && !stat.isDirectory())
          refuse('NOTDIR');
        place = next;
        continue;
      }
      if (++links > 40)
        refuse('LOOP');
      const target = fs.readlinkSync(next);
      if (isAbsolute(target)) {
        if (target !== entry.root && !target.startsWith(entry.root + '/'))
          refuse('NOTCAPABLE');
        place = entry.root;
        todo.push(...target.slice(entry.root.length).split('/').reverse());
      } else {
        todo.push(...target.split('/').reverse());
      }
    }
    return place;
  }

  strings(list, pointers, buffer) {
    for (const s of list) {
      this.u32(pointers, buffer);
      this.bytes(buffer, s.length).set(s);
      pointers += 4;
      buffer += s.length;
    }
  }

  sizes(list, count, size) {
    this.u32(count, list.length);
    this.u32(size, list.reduce((n, s) => n + s.length, 0));
  }

  clock(id) {
    switch (id) {
      case 0: return BigInt(Date.now()) * 1000000n;
      case 1: return process.hrtime.bigint();
      case 2: case 3: {
        const { user, system } = process.cpuUsage();
        return BigInt(user + system) * 1000n;
      }
    }
    return refuse('INVAL');
  }

  // Reads or writes what the vectors at list describe, from position, which is null for where the file stands.
  transfer(one, entry, list, count, position, size) {
    const view = this.view(list, count * 8);
    let done = 0;
    for (let i = 0; i < count; i++) {
      const bytes = this.bytes(view.getUint32(i * 8, true), view.getUint32(i * 8 + 4, true));
      if (bytes.length === 0)
        continue;
      const n = one(entry.fd, bytes, 0, bytes.length, position === null ? null : position + BigInt(done));
      done += n;
      if (n < bytes.length)
        break;
    }
    this.u32(size, done);
    return done;
  }

  read(fd, list, count, size) {
    const entry = this.get(fd, right.read);
    const n = this.transfer(fs.readSync, entry, list, count, entry.position, size);
    if (entry.position !== null)
      entry.position += BigInt(n);
  }

  write(fd, list, count, size) {
    const entry = this.get(fd, right.write);
    if (entry.position !== null && entry.flags & 1)
      entry.position = fs.fstatSync(entry.fd, { bigint: true }).size;
    const n = this.transfer(writeSync, entry, list, count, entry.flags & 1 ? null : entry.position, size);
    if (entry.position !== null)
      entry.position += BigInt(n);
  }

  stat(at, stat) {
    const view = this.view(at, this.unstable ? 56 : 64);
    view.setBigUint64(0, BigInt.asUintN(64, stat.dev), true);
    view.setBigUint64(8, stat.ino, true);
    view.setBigUint64(16, BigInt(typeOf(stat)), true);
    const rest = this.unstable ? 24 : 32;
    if (this.unstable)
      view.setUint32(20, Number(stat.nlink), true);
    else
      view.setBigUint64(24, stat.nlink, true);
    [stat.size, stat.atimeNs, stat.mtimeNs, stat.ctimeNs].forEach((n, i) => view.setBigUint64(rest + 8 * i, n, true));
  }

  times(path, stat, atime, mtime, flags, set) {
    if ((flags & 3) === 3 || (flags & 12) === 12)
      refuse('INVAL');
    const seconds = (mask, given, now, old) => (flags & mask ? Number(given) / 1e9 : flags & now ? Date.now() / 1e3 : Number(old) / 1e9);
    set(path, seconds(1, atime, 2, stat.atimeNs), seconds(4, mtime, 8, stat.mtimeNs));
  }

  open(fd, lookup, at, size, oflags, base, inheriting, flags, result) {
    const parent = this.folder(fd, right.open);
    if ((base | inheriting) & ~parent.inheriting)
      refuse('NOTCAPABLE');
    if (oflags & 1)
      this.folder(fd, right.makeFile);
    const path = this.path(parent, at, size, lookup & 1 && !(oflags & 4));
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && stat.isSymbolicLink())
      refuse('LOOP');
    if (stat !== undefined && stat.isDirectory() || oflags & 2) {
      if (stat === undefined)
        refuse('NOENT');
      if (!stat.isDirectory())
        refuse('NOTDIR');
      if (oflags & 1 && oflags & 4)
        refuse('EXIST');
      if (base & right.write)
        refuse('ISDIR');
      this.u32(result, this.add({ fd: -1, type: folder, rights: base & directory, inheriting: inheriting & inherited, host: path,
        root: parent.root, flags }));
      return;
    }
    const reads = base & (right.read | right.readdir), writes = base & (right.write | right.allocate | right.size);
    let mode = writes ? (reads ? O.O_RDWR : O.O_WRONLY) : O.O_RDONLY;
    mode |= (oflags & 1 ? O.O_CREAT : 0) | (oflags & 4 ? O.O_EXCL : 0) | (oflags & 8 ? O.O_TRUNC : 0) | (flags & 1 ? O.O_APPEND : 0) |
      (flags & 16 ? O.O_SYNC : 0) | (O.O_NOFOLLOW || 0);
    const opened = fs.openSync(path, mode, 0o666);
    const type = typeOf(fs.fstatSync(opened));
    this.u32(result, this.add({ fd: opened, type, rights: base & (type === regular ? file : all), inheriting, host: path,
      position: type === regular ? 0n : null, flags }));
  }

  entries(fd, at, size, cookie, used) {
    const entry = this.folder(fd, right.readdir);
    const out = this.bytes(at, size);
    let names = entry.listing;
    if (names === undefined || cookie === 0n)
      names = entry.listing = fs.readdirSync(entry.host);
    let done = 0;
    for (let i = Number(cookie); i < names.length && done < size; i++) {
      const stat = fs.lstatSync(join(entry.host, names[i]), { bigint: true, throwIfNoEntry: false });
      const name = Buffer.from(names[i]), record = Buffer.alloc(24 + name.length);
      record.writeBigUInt64LE(BigInt(i + 1), 0);
      record.writeBigUInt64LE(stat === undefined ? 0n : stat.ino, 8);
      record.writeUInt32LE(name.length, 16);
      record[20] = stat === undefined ? 0 : typeOf(stat);
      record.set(name, 24);
      const part = record.subarray(0, size - done);
      out.set(part, done);
      done += part.length;
    }
    this.u32(used, done);
  }

  seek(fd, offset, whence, result) {
    const entry = this.get(fd);
    if (entry.position === null || entry.position === undefined)
      refuse(entry.type === folder ? 'BADF' : 'SPIPE');
    const from = this.unstable ? ['current', 'end', 'start'][whence] : ['start', 'current', 'end'][whence];
    if (!(entry.rights & right.seek) && !(from === 'current' && offset === 0n && entry.rights & right.tell))
      refuse('NOTCAPABLE');
    if (from === undefined)
      refuse('INVAL');
    const base = from === 'start' ? 0n : from === 'current' ? entry.position : fs.fstatSync(entry.fd, { bigint: true }).size;
    const position = base + BigInt.asIntN(64, offset);
    if (position < 0n)
      refuse('INVAL');
    entry.position = position;
    this.u64(result, position);
  }

  // Waits for clocks; files are always ready.
  poll(subscriptions, events, count, result) {
    if (count === 0)
      refuse('INVAL');
    const list = [];
    let wait;
    const from = this.view(subscriptions, count * 48);
    for (let i = 0; i < count; i++) {
      const at = i * 48, event = { data: from.getBigUint64(at, true), type: from.getUint8(at + 8), error: 0 };
      list.push(event);
      if (event.type === 0) {
        const id = from.getUint32(at + 16, true), time = from.getBigUint64(at + 24, true);
        event.due = from.getUint16(at + 40, true) & 1 ? time : this.clock(id) + time;
        event.left = event.due - this.clock(id);
        if (wait === undefined || event.left < wait)
          wait = event.left;
      } else if (!this.files.has(from.getUint32(at + 16, true))) {
        event.error = number.EBADF;
      }
    }
    const files = list.filter((event) => event.type !== 0);
    if (files.length === 0 && wait > 0n)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(wait) / 1e6);
    const ready = files.length > 0 ? files.concat(list.filter((e) => e.type === 0 && e.left <= 0n)) : list.filter((e) => e.type === 0 && e.left <= wait);
    const to = this.view(events, ready.length * 32);
    ready.forEach((event, i) => {
      to.setBigUint64(i * 32, event.data, true);
      to.setUint16(i * 32 + 8, event.error, true);
      to.setUint8(i * 32 + 10, event.type);
      to.setBigUint64(i * 32 + 16, event.type === 0 ? 0n : 1n, true);
      to.setUint16(i * 32 + 24, 0, true);
    });
    this.u32(result, ready.length);
  }

  imports(returns) {
    const imports = new WASI();
    for (const [name, types, call] of table) {
      const f = (...args) => {
        if (this.memory === undefined)
          fail('Error', 'ERR_WASI_NOT_STARTED', 'wasi.start() has not been called');
        if (args.length !== types.length)
          return number.EINVAL;
        for (let i = 0; i < args.length; i++) {
          if (typeof args[i] !== (types[i] === 'I' ? 'bigint' : 'number'))
            return number.EINVAL;
          if (types[i] === 'i')
            args[i] >>>= 0;
          else
            args[i] = BigInt.asUintN(64, args[i]);
        }
        try {
          return call(this, ...args) ?? 0;
        } catch (error) {
          if (error instanceof Failure)
            return error.errno;
          if (error && typeof error.syscall === 'string')
            return number[error.code] ?? number.EIO;
          if (error && error.code === 'ERR_ACCESS_DENIED')
            return number.EACCES;
          throw error;
        }
      };
      Object.defineProperty(f, 'name', { value: `bound ${name === 'proc_exit' && returns ? 'wasiReturnOnProcExit' : name}` });
      Object.defineProperty(f, 'length', { value: types.length });
      imports[name] = f;
    }
    return imports;
  }
}

// The class that Node's imports are of.
const WASI = class WASI {};

// writeSync waits while the descriptor would block.
function writeSync(...args) {
  for (;;) {
    try {
      return fs.writeSync(...args);
    } catch (error) {
      if (error.code !== 'EAGAIN')
        throw error;
    }
  }
}

const big = { bigint: true };

// The calls with the types of their arguments: i for 32 bits, I for 64.
const table = [
  ['args_get', 'ii', (s, pointers, buffer) => s.strings(s.args, pointers, buffer)],
  ['args_sizes_get', 'ii', (s, count, size) => s.sizes(s.args, count, size)],
  ['clock_res_get', 'ii', (s, id, at) => { s.clock(id); s.u64(at, id < 2 ? 1 : 1000); }],
  ['clock_time_get', 'iIi', (s, id, precision, at) => s.u64(at, s.clock(id))],
  ['environ_get', 'ii', (s, pointers, buffer) => s.strings(s.env, pointers, buffer)],
  ['environ_sizes_get', 'ii', (s, count, size) => s.sizes(s.env, count, size)],
  ['fd_advise', 'iIIi', (s, fd, offset, size, advice) => { s.get(fd); if (advice > 5) refuse('INVAL'); }],
  ['fd_allocate', 'iII', (s, fd, offset, size) => {
    const { fd: host } = s.get(fd, right.allocate), end = Number(offset + size);
    if (fs.fstatSync(host).size < end)
      fs.ftruncateSync(host, end);
  }],
  ['fd_close', 'i', (s, fd) => {
    const entry = s.get(fd);
    s.files.delete(fd);
    if (entry.fd >= 0 && !entry.standard)
      fs.closeSync(entry.fd);
  }],
  ['fd_datasync', 'i', (s, fd) => fs.fdatasyncSync(s.get(fd).fd)],
  ['fd_fdstat_get', 'ii', (s, fd, at) => {
    const entry = s.get(fd), view = s.view(at, 24);
    view.setUint8(0, entry.type);
    view.setUint16(2, entry.flags, true);
    view.setBigUint64(8, entry.rights, true);
    view.setBigUint64(16, entry.inheriting, true);
  }],
  ['fd_fdstat_set_flags', 'ii', (s, fd, flags) => { s.get(fd, right.flags).flags = flags; }],
  ['fd_fdstat_set_rights', 'iII', (s, fd, base, inheriting) => {
    const entry = s.get(fd);
    if (base & ~entry.rights || inheriting & ~entry.inheriting)
      refuse('NOTCAPABLE');
    entry.rights = base;
    entry.inheriting = inheriting;
  }],
  ['fd_filestat_get', 'ii', (s, fd, at) => {
    const entry = s.get(fd, right.stat);
    s.stat(at, entry.fd < 0 ? fs.statSync(entry.host, big) : fs.fstatSync(entry.fd, big));
  }],
  ['fd_filestat_set_size', 'iI', (s, fd, size) => fs.ftruncateSync(s.get(fd, right.size).fd, Number(size))],
  ['fd_filestat_set_times', 'iIIi', (s, fd, atime, mtime, flags) => {
    const entry = s.get(fd, right.times);
    if (entry.fd < 0)
      s.times(entry.host, fs.statSync(entry.host, big), atime, mtime, flags, fs.utimesSync);
    else
      s.times(entry.fd, fs.fstatSync(entry.fd, big), atime, mtime, flags, fs.futimesSync);
  }],
  ['fd_pread', 'iiiIi', (s, fd, list, count, offset, size) => {
    s.transfer(fs.readSync, s.get(fd, right.read, right.seek), list, count, offset, size);
  }],
  ['fd_prestat_get', 'ii', (s, fd, at) => {
    const entry = s.get(fd);
    if (entry.guest === undefined)
      refuse('INVAL');
    s.u32(at, 0);
    s.u32(at + 4, entry.guest.length);
  }],
  ['fd_prestat_dir_name', 'iii', (s, fd, at, size) => {
    const entry = s.get(fd);
    if (entry.guest === undefined)
      refuse('BADF');
    if (size < entry.guest.length)
      refuse('NOBUFS');
    s.bytes(at, size).set(entry.guest);
  }],
  ['fd_pwrite', 'iiiIi', (s, fd, list, count, offset, size) => {
    s.transfer(writeSync, s.get(fd, right.write, right.seek), list, count, offset, size);
  }],
  ['fd_read', 'iiii', (s, fd, list, count, size) => s.read(fd, list, count, size)],
  ['fd_readdir', 'iiiIi', (s, fd, at, size, cookie, used) => s.entries(fd, at, size, cookie, used)],
  ['fd_renumber', 'ii', (s, from, to) => {
    const entry = s.get(from), old = s.get(to);
    if (from === to)
      return;
    if (old.fd >= 0 && !old.standard)
      fs.closeSync(old.fd);
    s.files.set(to, entry);
    s.files.delete(from);
  }],
  ['fd_seek', 'iIii', (s, fd, offset, whence, result) => s.seek(fd, offset, whence, result)],
  ['fd_sync', 'i', (s, fd) => fs.fsyncSync(s.get(fd).fd)],
  ['fd_tell', 'ii', (s, fd, result) => s.seek(fd, 0n, s.unstable ? 0 : 1, result)],
  ['fd_write', 'iiii', (s, fd, list, count, size) => s.write(fd, list, count, size)],
  ['path_create_directory', 'iii', (s, fd, at, size) => fs.mkdirSync(s.path(s.folder(fd, right.makeDirectory), at, size))],
  ['path_filestat_get', 'iiiii', (s, fd, flags, at, size, result) => {
    s.stat(result, fs.lstatSync(s.path(s.folder(fd, right.pathStat), at, size, flags & 1), big));
  }],
  ['path_filestat_set_times', 'iiiiIIi', (s, fd, lookup, at, size, atime, mtime, flags) => {
    const path = s.path(s.folder(fd, right.pathTimes), at, size, lookup & 1);
    s.times(path, fs.lstatSync(path, big), atime, mtime, flags, fs.lutimesSync);
  }],
  ['path_link', 'iiiiiii', (s, fd, flags, at, size, target, to, length) => {
    fs.linkSync(s.path(s.folder(fd, right.linkSource), at, size, flags & 1), s.path(s.folder(target, right.linkTarget), to, length));
  }],
  ['path_open', 'iiiiiIIii', (s, ...args) => s.open(...args)],
  ['path_readlink', 'iiiiii', (s, fd, at, size, to, length, used) => {
    const target = Buffer.from(fs.readlinkSync(s.path(s.folder(fd, right.readlink), at, size)));
    if (target.length > length)
      refuse('NOBUFS');
    s.bytes(to, length).set(target);
    s.u32(used, target.length);
  }],
  ['path_remove_directory', 'iii', (s, fd, at, size) => fs.rmdirSync(s.path(s.folder(fd, right.removeDirectory), at, size))],
  ['path_rename', 'iiiiii', (s, fd, at, size, target, to, length) => {
    fs.renameSync(s.path(s.folder(fd, right.renameSource), at, size), s.path(s.folder(target, right.renameTarget), to, length));
  }],
  ['path_symlink', 'iiiii', (s, at, size, fd, to, length) => {
    const target = s.text(at, size);
    if (isAbsolute(target))
      refuse('NOTCAPABLE');
    fs.symlinkSync(target, s.path(s.folder(fd, right.symlink), to, length));
  }],
  ['path_unlink_file', 'iii', (s, fd, at, size) => {
    const path = s.path(s.folder(fd, right.unlink), at, size);
    if (fs.lstatSync(path).isDirectory())
      refuse('ISDIR');
    fs.unlinkSync(path);
  }],
  ['poll_oneoff', 'iiii', (s, subscriptions, events, count, result) => s.poll(subscriptions, events, count, result)],
  ['proc_exit', 'i', (s, code) => s.exit(code | 0)],
  ['proc_raise', 'i', (s, signal) => refuse(signal > 30 ? 'INVAL' : 'NOSYS')],
  ['random_get', 'ii', (s, at, size) => { randomFillSync(s.bytes(at, size)); }],
  ['sched_yield', '', () => 0],
  ['sock_accept', 'iii', () => refuse('NOTSUP')],
  ['sock_recv', 'iiiiii', () => refuse('NOTSUP')],
  ['sock_send', 'iiiii', () => refuse('NOTSUP')],
  ['sock_shutdown', 'ii', () => refuse('NOTSUP')],
];

return { System };
