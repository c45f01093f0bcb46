// process.allowedNodeEnvironmentFlags: a Set that cannot be changed and that
// takes flags in any spelling.
'use strict';

const bare = flags.map((flag) => flag.replace(/^--?/, ''));
const known = new Set(flags);
const knownBare = new Set(bare);

class NodeEnvironmentFlagsSet extends Set {
  add() { return this; }
  delete() { return false; }
  clear() {}
  has(key) {
    if (typeof key !== 'string') return false;
    key = key.replace(/_/g, '-');
    return /^--?/.test(key) ? known.has(key.replace(/=.*$/, '')) : knownBare.has(key);
  }
  entries() { return known.entries(); }
  forEach(callback, thisArg = undefined) { flags.forEach((flag) => callback.call(thisArg, flag, flag, this)); }
  get size() { return flags.length; }
  values() { return known.values(); }
}
const { values } = NodeEnvironmentFlagsSet.prototype;
Object.defineProperty(NodeEnvironmentFlagsSet.prototype, Symbol.iterator, { value: values });
Object.defineProperty(NodeEnvironmentFlagsSet.prototype, 'keys', { value: values });
Object.freeze(NodeEnvironmentFlagsSet.prototype.constructor);
Object.freeze(NodeEnvironmentFlagsSet.prototype);
return Object.freeze(new NodeEnvironmentFlagsSet());
