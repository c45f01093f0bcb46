try {
  require('./pkg');
} catch (e) {
  console.log(e.name, e.code, e.message.replaceAll(__dirname, '.'));
}
require('./pkg/inner');
