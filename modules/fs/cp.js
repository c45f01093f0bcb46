'use strict';
// cp with a filter that may be asynchronous: it is asked about all of the
// tree first, then the tree is copied without those that it turned down.
const path = require('path');

async function ask(src, dest, options, skipped) {
  if (!(await options.filter(src, dest))) {
    skipped.push(src);
    return;
  }
  const stat = options.dereference ? binding.stat : binding.lstat;
  const info = await stat(src, { throwIfNoEntry: false });
  if (info === undefined || !info.isDirectory() || !options.recursive) return;
  for (const name of await binding.readdir(src)) {
    await ask(path.join(src, name), path.join(dest, name), options, skipped);
  }
}

async function cp(src, dest, options) {
  const skipped = [];
  if (options && typeof options.filter === 'function') {
    await ask(binding.toPath(src), binding.toPath(dest), options, skipped);
  }
  return binding.copy(src, dest, options, skipped);
}

return { cp };
