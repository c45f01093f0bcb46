module.exports = 'lib/one';
