// ReadStream and WriteStream of a terminal.
'use strict';

const net = require('net');
const { TTY } = require('internal/handles');

function open(fd) {
  if (fd >> 0 !== fd || fd < 0) {
    throw validate.rangeError('ERR_INVALID_FD', `"fd" must be a positive integer: ${String(fd)}`);
  }
  return new TTY(fd);
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options);
  const handle = open(fd);
  net.Socket.call(this, Object.assign({ readableHighWaterMark: 0, handle, manualStart: true }, options));
  this.isRaw = false;
  this.rawMode = false;
  this.isTTY = true;
}
Object.setPrototypeOf(ReadStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(ReadStream, net.Socket);

ReadStream.prototype.setRawMode = function(mode) {
  let rawMode;
  if (mode === 'io' || mode === 'raw') rawMode = mode;
  else if (typeof mode === 'string') throw validate.invalidArgValue('mode', mode, "must be true, false, 'raw', or 'io'");
  else rawMode = mode ? 'raw' : false;
  const code = this._handle ? this._handle.setRawMode(rawMode) : undefined;
  if (code !== undefined) {
    this.emit('error', validate.systemError(code, 'setRawMode'));
    return this;
  }
  this.isRaw = rawMode !== false;
  this.rawMode = rawMode;
  return this;
};

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  const handle = open(fd);
  net.Socket.call(this, { readableHighWaterMark: 0, handle, manualStart: true });
  this._handle.setBlocking(true);
  const size = this._handle.getWindowSize();
  if (size !== undefined) [this.columns, this.rows] = size;
}
Object.setPrototypeOf(WriteStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(WriteStream, net.Socket);

WriteStream.prototype.isTTY = true;
WriteStream.prototype.getColorDepth = colors.getColorDepth;
WriteStream.prototype.hasColors = colors.hasColors;

WriteStream.prototype._refreshSize = function() {
  const size = this._handle.getWindowSize();
  if (size === undefined) {
    this.emit('error', validate.systemError('EBADF', 'getWindowSize'));
    return;
  }
  const [columns, rows] = size;
  if (this.columns !== columns || this.rows !== rows) {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
};

WriteStream.prototype.cursorTo = function(x, y, callback) { return require('readline').cursorTo(this, x, y, callback); };
WriteStream.prototype.moveCursor = function(dx, dy, callback) {
  return require('readline').moveCursor(this, dx, dy, callback);
};
WriteStream.prototype.clearLine = function(dir, callback) { return require('readline').clearLine(this, dir, callback); };
WriteStream.prototype.clearScreenDown = function(callback) { return require('readline').clearScreenDown(this, callback); };
WriteStream.prototype.getWindowSize = function() { return [this.columns, this.rows]; };

return { isatty, ReadStream, WriteStream };
