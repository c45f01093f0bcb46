for (const name of ['./nope', 'nope', '/nope/x.js', '', 'node:nope', './', 'fs/nope', '@scope/x']) {
  try {
    require(name);
  } catch (e) {
    console.log(JSON.stringify(name), e.name, e.code, e.message.split('\n')[0], e.requireStack && e.requireStack.length);
  }
}
for (const v of [undefined, 5, null, {}]) {
  try {
    require(v);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
