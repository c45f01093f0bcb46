export { x } from './both.mjs';
