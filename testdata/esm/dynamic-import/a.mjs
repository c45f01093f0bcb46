console.log('a runs');
export const a = 1;
