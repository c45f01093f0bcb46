console.log(1);
new Promise((resolve) => {
  console.log(2);
  resolve();
  resolve('again');
  console.log(3);
  throw new Error('after resolve is ignored');
}).then((v) => console.log(5, v));
console.log(4);
