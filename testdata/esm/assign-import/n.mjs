export let n = 0;
export default 7;
