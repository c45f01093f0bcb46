// The line being edited: history, kill ring, undo, moving and deleting. The
// Interface that users see extends it with what reads and what asks.
'use strict';

const EventEmitter = require('events');
const { cursorTo, moveCursor, clearScreenDown } = cursor;

const MULTILINE_PROMPT = '| ';
const MAX_UNDO = 2048;
const MAX_KILLED = 32;

const sizeLeft = (text, i) => {
  if (i <= 0) return 0;
  return i > 1 && text.codePointAt(i - 2) >= 0x10000 ? 2 : 1;
};
const sizeAt = (text, i) => text.length <= i ? 1 : text.codePointAt(i) >= 0x10000 ? 2 : 1;
const reverse = (text) => Array.from(text).reverse().join('');

class LineEditor extends EventEmitter {
  _initLine(options) {
    this.line = '';
    this.cursor = 0;
    const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: false });
    hidden('_undoStack', []);
    hidden('_redoStack', []);
    hidden('_killRing', []);
    hidden('_killRingCursor', 0);
    hidden('_yanking', false);
    hidden('_substringSearch', null);
    hidden('_removeHistoryDuplicates', Boolean(options.removeHistoryDuplicates));
    this.history = options.history;
    this.historyIndex = -1;
    this.historySize = options.historySize;
  }

  get columns() { return this.output && this.output.columns ? this.output.columns : Infinity; }

  _isMultiline() { return this.line.includes('\n'); }

  _writeToOutput(text) {
    validate.string(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  }

  _addHistory() {
    if (this.line.length === 0) return '';
    if (!this.history || this.historySize === 0 || this.line.trim().length === 0) return this.line;
    if (this.history.length === 0 || this.history[0] !== this.line) {
      if (this._removeHistoryDuplicates) {
        const index = this.history.indexOf(this.line);
        if (index !== -1) this.history.splice(index, 1);
      }
      this.history.unshift(this.line);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    const line = this.history[0];
    this.emit('history', this.history);
    return line;
  }

  // _getDisplayPos is where the cursor is after text, in rows and columns.
  _getDisplayPos(text) {
    const col = this.columns;
    let offset = 0;
    let rows = 0;
    for (const character of require('util').stripVTControlCharacters(text)) {
      if (character === '\n') {
        rows += Math.ceil(offset / col) || 1;
        offset = this._isMultiline() ? MULTILINE_PROMPT.length : 0;
      } else if (character === '\t') {
        offset += this.tabSize - offset % this.tabSize;
      } else {
        const width = stringWidth(character);
        if (width === 2 && (offset + 1) % col === 0) offset++;
        offset += width;
      }
    }
    const cols = offset % col;
    rows += (offset - cols) / col;
    return { cols, rows };
  }

  getCursorPos() { return this._getDisplayPos(this._prompt + this.line.slice(0, this.cursor)); }

  _refreshLine() {
    const end = this._getDisplayPos(this._prompt + this.line);
    const at = this.getCursorPos();
    const above = this.prevRows || 0;
    if (above > 0) moveCursor(this.output, 0, -above);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(this._prompt + this.line.split('\n').join('\n' + MULTILINE_PROMPT));
    if (end.cols === 0) this._writeToOutput(' '); // makes the terminal start the new row
    cursorTo(this.output, at.cols);
    const below = end.rows - at.rows;
    if (below > 0) moveCursor(this.output, 0, -below);
    this.prevRows = at.rows;
  }

  // _edit replaces the line, so that it can be undone.
  _edit(line, position) {
    this._undoStack.push({ text: this.line, cursor: this.cursor });
    if (this._undoStack.length > MAX_UNDO) this._undoStack.shift();
    this.line = line;
    this.cursor = position;
  }

  _insertString(text) {
    const before = this.line.slice(0, this.cursor);
    const after = this.line.slice(this.cursor);
    const oldRows = this.getCursorPos().rows;
    this._edit(before + text + after, this.cursor + text.length);
    if (after === '' && this.getCursorPos().rows === oldRows || !this.isCompletionEnabled) this._writeToOutput(text);
    else this._refreshLine();
  }

  _remove(from, to) {
    this._edit(this.line.slice(0, from) + this.line.slice(to), from);
    this._refreshLine();
  }

  _deleteLeft() {
    if (this.cursor > 0) this._remove(this.cursor - sizeLeft(this.line, this.cursor), this.cursor);
  }

  _deleteRight() {
    if (this.cursor < this.line.length) this._remove(this.cursor, this.cursor + sizeAt(this.line, this.cursor));
  }

  _wordLength(left) {
    if (left) return /^\s*(?:[^\w\s]+|\w+)?/.exec(reverse(this.line.slice(0, this.cursor)))[0].length;
    return /^(?:\s+|[^\w\s]+|\w+)\s*/.exec(this.line.slice(this.cursor))[0].length;
  }

  _wordLeft() {
    if (this.cursor > 0) this._moveCursor(-this._wordLength(true));
  }

  _wordRight() {
    if (this.cursor < this.line.length) this._moveCursor(this._wordLength(false));
  }

  _deleteWordLeft() {
    if (this.cursor > 0) this._remove(this.cursor - this._wordLength(true), this.cursor);
  }

  _deleteWordRight() {
    if (this.cursor >= this.line.length) return;
    const length = /^(?:\s+|\W+|\w+)\s*/.exec(this.line.slice(this.cursor))[0].length;
    this._remove(this.cursor, this.cursor + length);
  }

  _deleteLineLeft() {
    this._kill(this.line.slice(0, this.cursor));
    this._remove(0, this.cursor);
  }

  _deleteLineRight() {
    this._kill(this.line.slice(this.cursor));
    this._remove(this.cursor, this.line.length);
  }

  _kill(text) {
    if (!text || text === this._killRing[0]) return;
    this._killRing.unshift(text);
    this._killRingCursor = 0;
    if (this._killRing.length > MAX_KILLED) this._killRing.pop();
  }

  _yank() {
    if (this._killRing.length === 0) return;
    this._yanking = true;
    this._insertString(this._killRing[this._killRingCursor]);
  }

  _yankPop() {
    if (!this._yanking || this._killRing.length < 2) return;
    const last = this._killRing[this._killRingCursor];
    this._killRingCursor = (this._killRingCursor + 1) % this._killRing.length;
    const head = this.line.slice(0, this.cursor - last.length) + this._killRing[this._killRingCursor];
    this.line = head + this.line.slice(this.cursor);
    this.cursor = head.length;
    this._refreshLine();
  }

  _swap(from, to) {
    if (from.length === 0) return;
    to.push({ text: this.line, cursor: this.cursor });
    const entry = from.pop();
    this.line = entry.text;
    this.cursor = entry.cursor;
    this._refreshLine();
  }

  _moveCursor(dx) {
    if (dx === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(0, this.cursor + dx), this.line.length);
    const after = this.getCursorPos();
    if (before.rows === after.rows) moveCursor(this.output, after.cols - before.cols, 0);
    else this._refreshLine();
  }

  _fromHistory(line) {
    this._edit(line, line.length);
    this._refreshLine();
  }

  // _historyNext and _historyPrev go to the next entry that starts as the
  // line did when the search began, and is another.
  _historyNext() {
    if (!this.history || this.historyIndex < 0) return;
    const search = this._substringSearch || '';
    let index = this.historyIndex - 1;
    while (index >= 0 && (!this.history[index].startsWith(search) || this.line === this.history[index])) index--;
    this.historyIndex = index;
    this._fromHistory(index === -1 ? search : this.history[index]);
  }

  _historyPrev() {
    if (!this.history || this.historyIndex >= this.history.length || this.history.length === 0) return;
    const search = this._substringSearch || '';
    let index = this.historyIndex + 1;
    while (index < this.history.length && (!this.history[index].startsWith(search) || this.line === this.history[index])) index++;
    this.historyIndex = index;
    this._fromHistory(index === this.history.length ? search : this.history[index]);
  }

  clearLine() {
    this._moveCursor(Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  }

  _line() {
    const line = this._addHistory();
    this._undoStack = [];
    this._redoStack = [];
    this.clearLine();
    this._onLine(line);
  }

  // _complete shows what completer found, or inserts what all have in common.
  _tabCompleter(lastKeypressWasTab, [completions, completeOn]) {
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((entry) => entry !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this._insertString(prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      const start = this.cursor - completeOn.length;
      this.line = this.line.slice(0, start) + prefix + this.line.slice(this.cursor);
      this.cursor = start + prefix.length;
      this._refreshLine();
      return;
    }
    if (!lastKeypressWasTab) return;
    this._writeToOutput(this._table(completions));
    this._refreshLine();
  }

  _table(completions) {
    const widths = completions.map(stringWidth);
    const width = Math.max(...widths) + 2;
    const columns = Math.floor(this.columns / width) || 1;
    const maxColumns = columns === Infinity ? 1 : columns;
    let text = '\r\n';
    let column = 0;
    let space = 0;
    completions.forEach((entry, i) => {
      if (entry === '' || column === maxColumns) {
        text += '\r\n';
        column = 0;
        space = 0;
      } else {
        text += ' '.repeat(space);
      }
      if (entry === '') {
        text += '\r\n';
      } else {
        text += entry;
        space = width - widths[i];
        column++;
      }
    });
    return column === 0 ? text : text + '\r\n\r\n';
  }
}

function commonPrefix(strings) {
  if (strings.length === 0) return '';
  const sorted = strings.slice().sort();
  const [first] = sorted;
  const last = sorted[sorted.length - 1];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length);
}

return { LineEditor, sizeLeft, sizeAt };
