console.log(typeof import.meta.url, typeof require);
