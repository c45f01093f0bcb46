try {
  process.exit('abc');
} catch (e) {
  console.log(e.code, e.message);
}
process.on('exit', (code) => console.log(typeof code, code));
process.exit('12');
