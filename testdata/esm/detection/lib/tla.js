await 0;
console.log(typeof require);
