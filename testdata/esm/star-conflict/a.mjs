export const x = 1, only = 'a';
export { shared } from './c.mjs';
