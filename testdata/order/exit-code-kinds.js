for (const v of ['4', ' 5', 'x', 1.5, true, {}, null, undefined, -1, 2n, '']) {
  try {
    process.exitCode = v;
    console.log('ok', v, process.exitCode);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
process.exitCode = 259;
