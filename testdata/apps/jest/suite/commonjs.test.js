jest.mock('./lib.cjs', () => ({ add: jest.fn(() => 42) }));

const fs = require('fs');
const lib = require('./lib.cjs');

describe('a context', () => {
  test('has its globals', () => {
    globalThis.mine = 1;
    expect(mine).toBe(1);
    expect([typeof process, typeof require, typeof URL, typeof fetch, typeof structuredClone]).toEqual(
      ['object', 'function', 'function', 'function', 'function']);
    expect(globalThis).toBe(global);
  });
  test('has reliable classes', () => {
    expect([] instanceof Array && {} instanceof Object && (() => {}) instanceof Function).toBe(true);
    expect(() => null.x).toThrow(TypeError);
    expect(() => JSON.parse('{')).toThrow(SyntaxError);
    expect(Buffer.from('a')).toBeInstanceOf(Buffer);
  });
  test('evaluates', () => {
    var local = 2;
    expect(eval('local + 1')).toBe(3);
    expect((0, eval)('typeof local')).toBe('undefined');
    expect(new Function('return typeof mine')()).toBe('number');
  });
  test('waits', async () => {
    await expect(Promise.resolve({ a: [1] })).resolves.toEqual({ a: [1] });
    await expect(fs.promises.readFile('/not/there')).rejects.toThrow('ENOENT');
  });
});

test('timers are faked', () => {
  jest.useFakeTimers();
  const f = jest.fn();
  setTimeout(f, 1000);
  jest.advanceTimersByTime(1000);
  expect(f).toHaveBeenCalledTimes(1);
  jest.useRealTimers();
});

test('modules are mocked', () => {
  expect(lib.add(1, 2)).toBe(42);
  expect(lib.add).toHaveBeenCalledWith(1, 2);
  expect(jest.requireActual('./lib.cjs').add(1, 2)).toBe(3);
});

test.each([[1, 2, 3], [2, 2, 5]])('%i + %i = %i', (a, b, sum) => {
  expect(a + b).toBe(sum);
});
