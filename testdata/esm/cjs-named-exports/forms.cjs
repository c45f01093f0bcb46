exports.a = 1; exports['b c'] = 2; module.exports.d = 3; module.exports['e'] = 4; exports.f = exports.g = 5; if (false) exports.never = 6; exports.default = 7;
const s = 'exports.fake = 1'; // exports.comment = 1
const r = /exports.re = 1/; exports.after = `${exports.tpl = 8}`;
