import './b.mjs';
export let a = 1;
export const c = 2;
export class K {}
export var v = 3;
export default 4;
