var m = { x: 1, y: 2 };
module.exports = m;
0 && (module.exports = { x, y });
