console.log('b1');
await 1;
await 2;
console.log('b3');
