import { nope as other, yes } from './c.cjs';
