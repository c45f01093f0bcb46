import './c.mjs';
import './a.mjs';
console.log('b');
