// Keys: what a terminal sends, taken apart into 'keypress' events.
'use strict';

const { StringDecoder } = require('string_decoder');

const kDecoder = Symbol('keypress-decoder');
const kKeys = Symbol('escape-decoder');
const ESCAPE = '\x1b';
const ESCAPE_TIMEOUT = 500;

// Names of keys by the end of their escape sequence, for the terminals there
// have been: xterm, rxvt, PuTTY, Cygwin, the Linux console.
const names = { __proto__: null };
const name = (key, codes) => codes.split(' ').forEach((code) => { names[code] = key; });
name('f1', 'OP [P [11~ [[A'); name('f2', 'OQ [Q [12~ [[B'); name('f3', 'OR [R [13~ [[C'); name('f4', 'OS [S [14~ [[D');
name('f5', '[15~ [[E'); name('f6', '[17~'); name('f7', '[18~'); name('f8', '[19~'); name('f9', '[20~'); name('f10', '[21~');
name('f11', '[23~'); name('f12', '[24~'); name('paste-start', '[200~'); name('paste-end', '[201~');
name('up', '[A OA [a Oa'); name('down', '[B OB [b Ob'); name('right', '[C OC [c Oc'); name('left', '[D OD [d Od');
name('clear', '[E OE [e Oe'); name('end', '[F OF [4~ [8~ [8$ [8^'); name('home', '[H OH [1~ [7~ [7$ [7^');
name('insert', '[2~ [2$ [2^'); name('delete', '[3~ [3$ [3^'); name('pageup', '[5~ [[5~ [5$ [5^');
name('pagedown', '[6~ [[6~ [6$ [6^'); name('tab', '[Z');
const shifted = new Set('[a [b [c [d [e [2$ [3$ [5$ [6$ [7$ [8$ [Z'.split(' '));
const controlled = new Set('Oa Ob Oc Od Oe [2^ [3^ [5^ [6^ [7^ [8^'.split(' '));

// Decoder takes characters and emits keys. A sequence that is not complete
// waits for the next character; the empty one ends the wait.
class Decoder {
  constructor(stream) {
    this.stream = stream;
    this.pending = '';
  }

  next(character) {
    if (this.pending === '') {
      if (character === ESCAPE) this.pending = ESCAPE;
      else if (character !== '') this.single(character, character, false);
      return;
    }
    const sequence = this.pending + character;
    this.pending = '';
    if (character === '') {
      this.lone(sequence);
    } else if (sequence === '\x1b\x1b') {
      this.pending = sequence;
    } else {
      this.sequence(sequence, character);
    }
  }

  // lone ends a sequence that nothing follows: the escape key.
  lone(sequence) {
    this.emit(undefined, { sequence, name: 'escape', ctrl: false, meta: true, shift: false }, sequence);
  }

  sequence(sequence, character) {
    const body = sequence.replace(/^\x1b+/, '');
    if (body[0] === '[' || body[0] === 'O') {
      if (!complete(body)) {
        this.pending = sequence;
        return;
      }
      this.control(sequence, body);
      return;
    }
    this.single(sequence, character, true);
  }

  control(sequence, body) {
    const { code, modifier } = take(body);
    this.emit(undefined, {
      sequence, name: names[code] || 'undefined',
      ctrl: Boolean(modifier & 4) || controlled.has(code),
      meta: Boolean(modifier & 10),
      shift: Boolean(modifier & 1) || shifted.has(code),
      code,
    }, sequence);
  }

  single(sequence, character, escaped) {
    const key = { sequence, name: undefined, ctrl: false, meta: false, shift: false };
    if (character === '\r') {
      key.name = 'return';
      key.meta = escaped;
    } else if (character === '\n') {
      key.name = 'enter';
      key.meta = escaped;
    } else if (character === '\t') {
      key.name = 'tab';
      key.meta = escaped;
    } else if (character === '\b' || character === '\x7f') {
      key.name = 'backspace';
      key.meta = escaped;
    } else if (character === ESCAPE) {
      key.name = 'escape';
      key.meta = escaped;
    } else if (character === ' ') {
      key.name = 'space';
      key.meta = escaped;
    } else if (!escaped && character <= '\x1a') {
      key.name = String.fromCharCode(character.charCodeAt(0) + 96);
      key.ctrl = true;
    } else if (/^[0-9A-Za-z]$/.test(character)) {
      key.name = character.toLowerCase();
      key.shift = /^[A-Z]$/.test(character);
      key.meta = escaped;
    } else if (escaped) {
      key.name = undefined;
      key.meta = true;
    }
    const known = key.name !== undefined || escaped;
    this.emit(escaped ? undefined : character, key, sequence, known);
  }

  emit(text, key, sequence, known = true) {
    if (known || String.fromCodePoint(sequence.codePointAt(0)) === sequence) this.stream.emit('keypress', text, key);
  }
}

// complete tells whether a sequence after its escape is whole: O and a letter
// with a digit before it perhaps, [ with its parameters and a final one.
function complete(body) {
  if (body[0] === 'O') return /^O[0-9]?[^0-9]$/.test(body);
  if (body === '[' || body === '[[') return false;
  if (body.startsWith('[[')) return body.length >= 3 && !/^\[\[[0-9]$/.test(body);
  return !/^\[[0-9;]*$/.test(body) || body.length > 16;
}

// take splits off the modifier: [1;5C is [C with control.
function take(body) {
  let match = /^(\[)(?:1;)([2-9]|1[0-6])([A-Za-z])$/.exec(body) || /^(O)([1-9])([A-Za-z])$/.exec(body) ||
    /^(\[)()([A-Za-z])$/.exec(body);
  if (match) return { code: match[1] + match[3], modifier: match[2] === '' ? 0 : match[2] - 1 };
  match = /^\[(\d+);(\d+)([~^$])$/.exec(body);
  if (match) return { code: `[${match[1]}${match[3]}`, modifier: match[2] - 1 };
  match = /^\[(\d)([A-Za-z])$/.exec(body);
  if (match) return { code: `[${match[2]}`, modifier: match[1] - 1 };
  return { code: body, modifier: 0 };
}

function emitKeypressEvents(stream, iface = {}) {
  if (stream[kDecoder]) return;
  stream[kDecoder] = new StringDecoder('utf8');
  stream[kKeys] = new Decoder(stream);
  const timeout = iface.escapeCodeTimeout === undefined ? ESCAPE_TIMEOUT : iface.escapeCodeTimeout;
  let timer;

  function onData(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = stream[kDecoder].write(input);
    if (!text) return;
    clearTimeout(timer);
    iface._sawKeyPress = String.fromCodePoint(text.codePointAt(0)) === text;
    // Completion waits for the last of what is pasted.
    iface.isCompletionEnabled = false;
    let length = 0;
    for (const character of text) {
      length += character.length;
      if (length === text.length) iface.isCompletionEnabled = true;
      try {
        stream[kKeys].next(character);
        if (length === text.length && character === ESCAPE) timer = setTimeout(() => stream[kKeys].next(''), timeout);
      } catch (err) {
        stream[kKeys] = new Decoder(stream);
        throw err;
      }
    }
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

return emitKeypressEvents;
