var __exportStar = (m, e) => { for (const k in m) e[k] = m[k]; };
__exportStar(require('./literal.cjs'), exports);
exports.own = 1;
