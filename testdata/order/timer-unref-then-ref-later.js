const t = setTimeout(() => console.log('long'), 20);
t.unref();
setTimeout(() => {
  console.log('short');
  t.ref();
}, 1);
