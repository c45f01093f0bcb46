console.log('never');
export const a = 1;
