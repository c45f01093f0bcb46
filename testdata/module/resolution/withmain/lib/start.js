module.exports = 'start';
