const tries = {
  repeat: () => 'x'.repeat(2 ** 30),
  repeatNothing: () => ''.repeat(2 ** 40),
  padStart: () => 'x'.padStart(2 ** 30),
  padEnd: () => 'x'.padEnd(2 ** 30, 'ab'),
  padNothing: () => 'x'.padEnd(2 ** 30, ''),
  join: () => Array(2 ** 30).join('x'),
  buffer: () => new ArrayBuffer(2 ** 40),
  bufferNegative: () => new ArrayBuffer(-1),
  bytes: () => new Uint8Array(2 ** 40),
  doubles: () => new Float64Array(2 ** 33),
  set: () => [...new Set([1, , 2, ,])],
  subclass: () => [...new (class S extends Set {})([, 1])],
  map: () => new Map([[1, 2], ,]),
  weakSet: () => new WeakSet([{}, ,]),
};
for (const [name, f] of Object.entries(tries)) {
  try {
    console.log(name, f());
  } catch (e) {
    console.log(name, e.name, e.message);
  }
}
