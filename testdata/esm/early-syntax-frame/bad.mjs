export const ok = 1;
const a = ;
