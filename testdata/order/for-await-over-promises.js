(async () => {
  const later = new Promise((r) => setImmediate(r, 'later'));
  for await (const v of [later, Promise.resolve('now'), 'plain']) console.log(v);
  try {
    for await (const v of [1, Promise.reject(new Error('in list'))]) console.log(v);
  } catch (e) {
    console.log(e.message);
  }
})();
Promise.resolve().then(() => console.log('other'));
