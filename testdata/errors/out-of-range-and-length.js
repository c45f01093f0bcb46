const tries = {
  repeatInfinite: () => 'x'.repeat(Infinity),
  arrayLength: () => new Array(-1),
  arrayLengthSet: () => ([].length = 2 ** 32),
  buffer: () => Buffer.alloc(2 ** 53),
  bufferNegative: () => Buffer.alloc(-1),
  arrayBuffer: () => new ArrayBuffer(2 ** 53),
  toFixed: () => (1).toFixed(101),
  radix: () => (1).toString(1),
  date: () => new Date(NaN).toISOString(),
  codePoint: () => String.fromCodePoint(-1),
  normalize: () => 'x'.normalize('no'),
  bigint: () => BigInt(1.5),
};
for (const [name, f] of Object.entries(tries)) {
  try {
    console.log(name, typeof f());
  } catch (e) {
    console.log(name, e.name, e.message);
  }
}
