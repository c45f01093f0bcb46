module.exports = 'ORIGINAL c';
