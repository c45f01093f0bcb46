module.exports = 'feature-custom';
