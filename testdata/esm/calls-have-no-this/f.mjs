export default function f() { return this; }
export function tag(s, v) { return [this, s.raw[0], v]; }
export class K { v = 1; }
