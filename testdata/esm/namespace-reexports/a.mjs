export let count = 0;
export const inc = () => { count++; };
export const one = 1;
export default 'a';
