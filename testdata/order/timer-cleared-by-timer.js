const b = setTimeout(() => console.log('b must not run'), 1);
setTimeout(() => {
  console.log('c');
  clearTimeout(d);
  clearTimeout(b);
}, 1);
const d = setTimeout(() => console.log('d must not run'), 1);
setTimeout(() => console.log('e'), 1);
clearTimeout(b);
