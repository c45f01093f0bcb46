// What Tab offers: commands, module names, properties and names in scope.
'use strict';

const fs = require('fs');
const path = require('path');
const { builtinModules } = require('module');
const { runInContext, runInThisContext } = require('vm');

const keywords = ['async', 'await', 'break', 'case', 'catch', 'const', 'continue', 'debugger', 'default', 'delete',
  'do', 'else', 'export', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'let', 'new',
  'null', 'return', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield'];

const required = /\brequire\s*\(\s*['"`]([^'"`]*)$|\bimport\s*\(\s*['"`]([^'"`]*)$|\bfrom\s+['"`]([^'"`]*)$/;
const filed = /fs(?:\.promises)?\s*\.\s*[a-z]\w*\(\s*['"]([^'"]*)$/i;
const chain = /(?:[A-Za-z_$][\w$]*(?:\?\.|\.))*(?:[A-Za-z_$][\w$]*)?\.?$/;
const identifier = /^[A-Za-z_$][\w$]*$/;

function propertiesOf(value) {
  const groups = [];
  let object = Object(value);
  for (let depth = 0; object !== null && depth < 100; depth++) {
    groups.push(Object.getOwnPropertyNames(object).filter((name) => identifier.test(name)));
    object = Object.getPrototypeOf(object);
  }
  return groups;
}

// files are what a path may go on as.
function files(start) {
  const slash = start.lastIndexOf('/') + 1;
  const base = start.slice(slash);
  try {
    return fs.readdirSync(path.resolve(start.slice(0, slash) || '.'), { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(base) && (base !== '' || entry.name[0] !== '.'))
      .map((entry) => start.slice(0, slash) + entry.name + (entry.isDirectory() ? '/' : ''));
  } catch {
    return [];
  }
}

// packages are the modules that require finds from here by their name.
function packages(repl) {
  const found = new Set();
  for (const folder of (repl.context.module && repl.context.module.paths) || []) {
    try {
      for (const name of fs.readdirSync(folder)) {
        if (name[0] === '@') for (const scoped of fs.readdirSync(path.join(folder, name))) found.add(`${name}/${scoped}`);
        else if (name[0] !== '.') found.add(name);
      }
    } catch {
      continue;
    }
  }
  return [...found];
}

function evaluate(repl, expression) {
  try {
    return repl.useGlobal ? runInThisContext(expression) : runInContext(expression, repl.context);
  } catch {
    return undefined;
  }
}

// safe: the chain runs no code of the program, no getter and no proxy.
function valueOf(repl, expression) {
  const parts = expression.split(/\?\.|\./);
  let value = evaluate(repl, `typeof ${parts[0]} === 'undefined' ? undefined : ${parts[0]}`);
  for (const name of parts.slice(1)) {
    if (value === undefined || value === null) return undefined;
    let owner = Object(value);
    let property;
    while (owner !== null && (property = Object.getOwnPropertyDescriptor(owner, name)) === undefined) {
      owner = Object.getPrototypeOf(owner);
    }
    if (property === undefined || !('value' in property)) return undefined;
    value = property.value;
  }
  return value;
}

function answer(groups, start) {
  const seen = new Set();
  const list = [];
  for (const group of groups) {
    const fresh = group.filter((name) => name.startsWith(start) && !seen.has(name)).sort();
    fresh.forEach((name) => seen.add(name));
    if (fresh.length === 0) continue;
    if (list.length > 0) list.unshift('');
    list.unshift(...fresh);
  }
  return [list, start];
}

// complete is the completer of a REPL.
function complete(line, callback) {
  const text = line.trimStart();
  let match;
  if ((match = /^\s*\.(\w*)$/.exec(text)) !== null) {
    return callback(null, answer([Object.keys(this.commands)], match[1]));
  }
  if ((match = required.exec(text)) !== null) {
    const start = match[1] || match[2] || match[3] || '';
    if (/^\.{0,2}\//.test(start)) return callback(null, [files(start), start]);
    const builtins = builtinModules.filter((name) => name[0] !== '_');
    return callback(null, answer([builtins, builtins.map((name) => `node:${name}`), packages(this)], start));
  }
  if ((match = filed.exec(text)) !== null) return callback(null, [files(match[1]), match[1]]);
  if (text !== '' && !/[\w$.]$/.test(text)) return callback(null, [[], line]);
  const expression = chain.exec(text)[0];
  const dot = Math.max(expression.lastIndexOf('.'), -1);
  if (dot >= 0) {
    const owner = expression.slice(0, dot).replace(/\?$/, '');
    const value = owner === '' ? undefined : valueOf(this, owner);
    if (value === undefined || value === null) return callback(null, [[], expression]);
    const [list, start] = answer(propertiesOf(value), expression.slice(dot + 1));
    const before = expression.slice(0, dot + 1);
    return callback(null, [list.map((name) => name && before + name), before + start]);
  }
  callback(null, answer([keywords, ...propertiesOf(this.context).reverse()], expression));
}

return complete;
