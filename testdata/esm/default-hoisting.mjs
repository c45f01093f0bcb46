import f from './default-hoisting.mjs';
console.log(f());
export default function () { return 'hoisted'; }
