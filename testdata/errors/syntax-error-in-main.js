console.log('must not run');
const a = 1;
let b = a +* 2;
