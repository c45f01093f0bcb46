for (const args of [[1], ['x', 2], ['x', 'T', 3], [undefined]]) {
  try {
    process.emitWarning(...args);
  } catch (e) {
    console.log(e.code, e.message);
  }
}
