import { jest } from '@jest/globals';
import fs, { readFileSync } from 'node:fs';
import named, { counter, increment } from './lib.mjs';
import commonjs from './lib.cjs';

jest.unstable_mockModule('./mocked.mjs', () => ({ value: 'mocked' }));

test('imports', () => {
  expect(named()).toBe('default');
  increment();
  expect(counter).toBe(1);
  expect(commonjs.add(1, 1)).toBe(2);
  expect(fs.readFileSync).toBe(readFileSync);
  expect(import.meta.url).toMatch(/modules\.test\.mjs$/);
});

test('dynamic imports', async () => {
  expect((await import('./mocked.mjs')).value).toBe('mocked');
  expect((await import('./waits.mjs')).default).toBe(7);
  await expect(import('./broken.mjs')).rejects.toThrow('broken');
});
