await 0;
const o = null;
o.x;
