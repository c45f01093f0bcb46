// ES modules and CommonJS modules that ask for each other while they run.
const attempt = (file) => {
  try {
    console.log(file, require(file));
  } catch (e) {
    console.log(file, e.code, e.message);
  }
};
attempt('./b.cjs');
attempt('./c.mjs');
attempt('./d.cjs');
