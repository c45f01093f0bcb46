'use strict';
console.table([{ undefined: 'u', a: 1 }], ['a', , 'b']);
console.table([, 1]);
