console.log('never');
import { a,
  missing } from './a.mjs';
