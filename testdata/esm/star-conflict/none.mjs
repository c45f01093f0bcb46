import { nothing } from './both.mjs';
