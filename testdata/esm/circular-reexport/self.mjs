export * from './self.mjs';
export const y = 1;
