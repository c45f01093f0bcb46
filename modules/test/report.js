'use strict';
// Prints results as Node's spec reporter does.

const { inspect } = env.require('util');

return (write) => {
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  const failures = [];
  const started = Date.now();
  const pad = (node) => '  '.repeat(node.nesting);
  const took = (node) => `(${node.duration}ms)`;
  const line = (text) => write(`${text}\n`);

  function count(node) {
    if (node.kind === 'suite') counts.suites++;
    else {
      counts.tests++;
      if (node.skipped) counts.skipped++;
      else if (node.isTodo) counts.todo++;
      else if (node.cancelled) counts.cancelled++;
      else if (node.passed) counts.pass++;
      else counts.fail++;
    }
    if (!node.passed && node.own) failures.push(node);
  }

  // headline is the line of a test that has ended.
  function headline(node) {
    const reason = (v) => (typeof v === 'string' && v !== '' ? v : undefined);
    if (node.skipped) return `﹣ ${node.name} ${took(node)} # ${reason(node.skipped) ?? 'SKIP'}`;
    if (node.isTodo) return `${node.passed ? '✔' : '⚠'} ${node.name} ${took(node)} # ${reason(node.isTodo) ?? 'TODO'}`;
    return `${node.passed ? '✔' : '✖'} ${node.name} ${took(node)}`;
  }

  function result(node) {
    for (const child of node.parents()) {
      if (!child.announced) {
        child.announced = true;
        line(`${pad(child)}▶ ${child.name}`);
      }
    }
    count(node);
    line(pad(node) + headline(node));
    for (const message of node.diagnostics) line(`${pad(node)}ℹ ${message}`);
  }

  function end() {
    for (const [name, n] of Object.entries(counts)) line(`ℹ ${name} ${n}`);
    line(`ℹ duration_ms ${Date.now() - started}`);
    if (failures.length === 0) return;
    line('\n✖ failing tests:');
    for (const node of failures) {
      line(`\n${headline(node)}`);
      line(`  ${inspect(node.error).replaceAll('\n', '\n  ')}`);
    }
  }
  return { result, end };
};
