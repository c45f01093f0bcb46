test('nothing leaks from another file', () => {
  expect(typeof mine).toBe('undefined');
  expect(require('./lib.cjs').add(1, 2)).toBe(3);
});

test('differences are shown', () => {
  expect({ a: 1, b: [1, 2, { c: 'x' }] }).toEqual({ a: 1, b: [1, 2, { c: 'y' }] });
});
