// What a line of a REPL means: an expression, statements, or the beginning of more.
'use strict';

const { Script, constants: { USE_MAIN_CONTEXT_DEFAULT_LOADER } } = require('vm');

const resourceName = (() => {
  let count = 0;
  return () => `REPL${++count}`;
})();

class Recoverable extends SyntaxError {
  constructor(err) {
    super();
    this.err = err;
  }
}

const parses = (code, filename) => new Script(code, { filename, importModuleDynamically: USE_MAIN_CONTEXT_DEFAULT_LOADER });

function isValidSyntax(code) {
  try {
    parses(`_ = ${code}\n`, 'REPL');
    return true;
  } catch {
    try {
      parses(code, 'REPL');
      return true;
    } catch {
      return false;
    }
  }
}

// isRecoverable tells a text that may go on from one that is wrong.
function isRecoverable(err, code) {
  if (err === null || typeof err !== 'object' || err.name !== 'SyntaxError') return false;
  switch (err.message) {
    case 'Unexpected end of input':
    case 'Unterminated template literal':
    case 'missing ) after argument list':
    case 'Missing } in template expression':
      return true;
    case 'Invalid or unexpected token':
      return /\\\r?\n?$/.test(code) || /\/\*(?:(?!\*\/)[^])*$/.test(code);
  }
  return false;
}

const isObjectLiteral = (code) => /^\s*\{/.test(code) && !/;\s*$/.test(code);

const declaration = /^\s*(const|let|var|class|function)\b/;

// names are the variables that a declaration's pattern binds.
function names(pattern) {
  return (pattern.replace(/=[^,}\]]*/g, '').replace(/[\w$]+\s*:/g, '').match(/[A-Za-z_$][\w$]*/g) || []);
}

// awaiting makes an expression that gives { value } of code with await outside of functions, or null.
function awaiting(code) {
  const text = code.trim().replace(/;$/, '');
  const bound = /^(const|let|var)\s+((?:\{[^]*?\}|\[[^]*?\]|[\w$]+))\s*=(?![=>])([^]*)$/.exec(text);
  const forms = [];
  if (bound !== null) {
    const variables = names(bound[2]);
    const assign = `(async () => { (${bound[2]} = ${bound[3]}\n); return { value: undefined } })()`;
    forms.push({ before: `${bound[1] === 'var' ? 'var' : 'let'} ${variables.join(', ')}`, code: assign });
  }
  if (!declaration.test(text)) forms.push({ code: `(async () => { return { value: (${text}\n) } })()` });
  forms.push({ code: `(async () => { ${text}\n; return { value: undefined } })()` });
  return forms;
}

// compile gives the scripts that a line runs as, in their order.
function compile(code, filename, strict) {
  const prologue = strict && !/^\s*$/.test(code) ? `'use strict'; void 0;\n` : '';
  const attempts = [];
  if (isObjectLiteral(code)) attempts.push({ code: `(${code.trim()})\n` });
  attempts.push({ code });
  let first;
  for (const { code: text } of attempts) {
    try {
      return { scripts: [parses(prologue + text, filename)], awaits: false };
    } catch (err) {
      first = err;
    }
  }
  if (/\bawait\b/.test(code)) {
    for (const form of awaiting(code)) {
      try {
        const scripts = form.before === undefined ? [] : [parses(form.before, filename)];
        scripts.push(parses(prologue + form.code, filename));
        return { scripts, awaits: true };
      } catch (err) {
        if (isRecoverable(err, code)) first = err;
      }
    }
  }
  throw isRecoverable(first, code) ? new Recoverable(first) : first;
}

return { Recoverable, isValidSyntax, compile, resourceName };
