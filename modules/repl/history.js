// The lines of earlier sessions, in a file.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

const DELAY = 15;

// setupHistory loads the file into the REPL's history and keeps it up to date.
function setupHistory(repl, options, ready) {
  let file = options.filePath;
  if (typeof file === 'string') file = file.trim();
  if (file === '') return ready(null, repl);
  if (file === undefined || file === null) file = path.join(os.homedir(), '.node_repl_history');
  if (options.size !== undefined) repl.historySize = options.size;
  repl.pause();
  fs.readFile(file, 'utf8', (err, text) => {
    if (err !== null && err.code !== 'ENOENT') {
      repl.output.write('\nError: Could not open history file.\nREPL session history will not be persisted.\n');
      repl.resume();
      return ready(null, repl);
    }
    if (text) {
      const lines = text.split(/\r?\n+/).filter(Boolean).slice(0, repl.historySize);
      repl.history.push(...lines.filter((line) => !repl.history.includes(line)));
    }
    keep(repl, file);
    repl.resume();
    ready(null, repl);
  });
}

function keep(repl, file) {
  let timer = null;
  const save = () => {
    timer = null;
    repl.isFlushing = false;
    try {
      fs.writeFileSync(file, repl.history.join(os.EOL) + (repl.history.length > 0 ? os.EOL : ''), { mode: 0o600 });
    } catch {
      repl.output.write('\nCould not write the history file.\n');
    }
    repl.emit('flushHistory');
  };
  repl.on('line', () => {
    repl.isFlushing = true;
    if (timer === null) timer = setTimeout(save, DELAY);
  });
  repl.once('exit', () => {
    if (timer === null) return;
    clearTimeout(timer);
    save();
  });
}

return setupHistory;
