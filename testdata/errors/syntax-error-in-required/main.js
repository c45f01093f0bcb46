// frames: own
console.log('main');
require('./broken');
