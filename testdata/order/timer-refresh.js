const a = setTimeout(() => console.log('a'), 10);
setTimeout(() => console.log('b'), 10);
console.log(a.refresh() === a);
let runs = 0;
const again = setTimeout(() => {
  console.log('again', ++runs);
  if (runs < 3) again.refresh();
}, 20);
