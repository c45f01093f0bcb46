for (const name of ['p', 'p/sub', 'p/hidden', 'p/lib/x.js', 'p/lib/secret/y.js', 'p/package.json', 'q', 'r', 'p/missing', 'p/bad-target', '#own', '#none']) {
  try {
    console.log(name, require(name));
  } catch (e) {
    console.log(name, e.name, e.code, e.message.replaceAll(__dirname, '.').split('\n')[0]);
  }
}
