// flags: --unhandled-rejections=sometimes
console.log('must not run');
