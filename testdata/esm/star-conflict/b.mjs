export const x = 2;
export { shared } from './c.mjs';
