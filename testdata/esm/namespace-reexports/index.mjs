export * from './a.mjs';
export * as sub from './a.mjs';
import * as again from './a.mjs';
export { again };
export { one as uno, default as def } from './a.mjs';
export { count as one } from './a.mjs';
