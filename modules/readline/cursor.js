// Moving the cursor and clearing, by escape sequences.
'use strict';

const CSI = {
  clearToBeginning: '\x1b[1K', clearToEnd: '\x1b[0K', clearLine: '\x1b[2K', clearScreenDown: '\x1b[0J',
};

function send(stream, text, callback) {
  if (callback !== undefined) validate.function(callback, 'callback');
  if (text === '' || stream === null || stream === undefined) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function position(x, y) {
  if (Number.isNaN(x)) throw validate.invalidArgValue('x', x);
  if (Number.isNaN(y)) throw validate.invalidArgValue('y', y);
  if (typeof x !== 'number') {
    throw validate.typeError('ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column');
  }
  return typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`;
}

function movement(dx, dy) {
  let text = '';
  if (dx < 0) text += `\x1b[${-dx}D`;
  else if (dx > 0) text += `\x1b[${dx}C`;
  if (dy < 0) text += `\x1b[${-dy}A`;
  else if (dy > 0) text += `\x1b[${dy}B`;
  return text;
}

function clearing(dir) {
  return dir < 0 ? CSI.clearToBeginning : dir > 0 ? CSI.clearToEnd : CSI.clearLine;
}

function cursorTo(stream, x, y, callback) {
  if (callback !== undefined) validate.function(callback, 'callback');
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw validate.invalidArgValue('x', x);
  if (Number.isNaN(y)) throw validate.invalidArgValue('y', y);
  const nowhere = stream === null || stream === undefined || typeof x !== 'number' && typeof y !== 'number';
  return send(stream, nowhere ? '' : position(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  if (callback !== undefined) validate.function(callback, 'callback');
  return send(stream, stream === null || stream === undefined || !(dx || dy) ? '' : movement(dx, dy), callback);
}

function clearLine(stream, dir, callback) {
  if (callback !== undefined) validate.function(callback, 'callback');
  return send(stream, clearing(dir), callback);
}

function clearScreenDown(stream, callback) { return send(stream, CSI.clearScreenDown, callback); }

return { cursorTo, moveCursor, clearLine, clearScreenDown, position, movement, clearing, CSI };
