exports.a = 1; setTimeout(() => { exports.a = 2; });
