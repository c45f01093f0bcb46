// flags: --conditions=custom -C other
for (const name of ['self', 'self/feature', 'dep', 'dep/nested', 'dep/array', 'dep/order', 'dep/pattern/a/b.js', 'dep/pattern/x.txt', 'dep/trailing/', '#internal', '#dep', '#pattern/one.js', 'dep/default']) {
  try {
    console.log(name, require(name));
  } catch (e) {
    console.log(name, e.code, e.message.replaceAll(__dirname, '.').split('\n')[0]);
  }
}
