const o = { whole: true }; export { o as 'module.exports' }; export default 2;
