setImmediate(() => {
  throw { some: 'object', list: [1, 2] };
});
