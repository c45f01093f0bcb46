module.exports = 'index in spite of main';
