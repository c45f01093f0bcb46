console.log('c runs', typeof module.parent);
exports.n = 0;
exports.inc = () => ++exports.n;
