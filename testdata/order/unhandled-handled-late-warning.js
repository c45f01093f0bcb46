// flags: --unhandled-rejections=warn
const a = Promise.reject(new Error('late'));
setTimeout(() => a.catch(() => console.log('caught')), 5);
