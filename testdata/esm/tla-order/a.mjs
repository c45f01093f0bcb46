console.log('a1');
await null;
console.log('a2');
