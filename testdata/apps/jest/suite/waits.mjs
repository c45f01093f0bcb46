export default await Promise.resolve(7);
