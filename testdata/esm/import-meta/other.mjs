console.log(import.meta.url.replace(/.*\//, ''), import.meta.main, import.meta.filename.replace(/.*\//, ''));
