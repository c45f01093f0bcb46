export let n = 0;
export let obj;
export function inc() { n++; }
export function dec() { return n--; }
export function set(v) { [n = 1, obj = 'd'] = [v]; n += 1; n **= 2; }
setTimeout(() => { for (n of [7]); ({ n, obj = 3 } = { n: n * 2 }); }, 1);
