for (const text of ['', '{', '[1,]', '{"a":}', 'undefined', '"\n"', '{"a":1} x', '[1 2]', "{'a':1}", '"\\x"', 'nul', '01', '1.', '{"long":"' + 'x'.repeat(60) + '"oops}']) {
  try {
    JSON.parse(text);
  } catch (e) {
    console.log(e.name, e.message);
  }
}
