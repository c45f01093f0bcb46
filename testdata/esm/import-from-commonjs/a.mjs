console.log('a runs', typeof this);
export const a = 1;
