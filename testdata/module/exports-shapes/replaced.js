exports.lost = 1; module.exports = { kept: 2 };
