// The first CommonJS file that a module imports exports another one whole.
import all, { one, two } from './whole.cjs';

console.log(one, two, all);
