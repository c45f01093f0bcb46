module.exports = function f() {};
module.exports.prop = 1;
