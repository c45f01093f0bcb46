module.exports = 'PLACEHOLDER';
