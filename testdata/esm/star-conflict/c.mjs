export const shared = 'c';
