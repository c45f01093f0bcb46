module.exports = [require.resolve('nested'), require.resolve('../../file'), require.resolve('pkg')];
