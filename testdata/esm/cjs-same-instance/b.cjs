module.exports = { ['x' + 1]: 1 };
