export default 1; export let b = 2;
