'use strict';
// node --expose-internals record.js FILE: plays each case of FILE to Node's own
// parser and writes what it reports back into FILE.
const fs = require('fs');
const { internalBinding } = require('internal/test/binding');
const { HTTPParser, allMethods } = internalBinding('http_parser');

function play({ kind, max = 0, lenient = 0, skip = 0, input }) {
  const events = [];
  const parser = new HTTPParser();
  parser.initialize(kind === 'response' ? HTTPParser.RESPONSE : HTTPParser.REQUEST, {}, max, lenient);
  let fields = [];
  let target = '';
  parser[HTTPParser.kOnMessageBegin] = () => {};
  parser[HTTPParser.kOnHeaders] = (some, part) => {
    fields.push(...some);
    target += part;
  };
  parser[HTTPParser.kOnHeadersComplete] =
    (major, minor, all = fields, method, url = target, status = 0, message = '', upgrade, keepAlive) => {
      const name = method === undefined ? '' : allMethods[method];
      events.push(['headers', major, minor, name, url || '', status, message, upgrade, keepAlive, all]);
      fields = [];
      target = '';
      return skip;
    };
  parser[HTTPParser.kOnBody] = (chunk) => {
    const text = chunk.latin1Slice();
    const last = events.at(-1);
    if (last[0] === 'body') last[1] += text;
    else events.push(['body', text]);
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    events.push(['complete', fields]);
    fields = [];
    target = '';
  };
  let offset = 0;
  for (const piece of input) {
    const bytes = Buffer.from(piece, 'latin1');
    const used = parser.execute(bytes);
    if (used instanceof Error) {
      events.push(['error', used.code, used.reason, offset + used.bytesParsed]);
      return events;
    }
    if (used !== bytes.length) {
      events.push(['stopped', offset + used]);
      return events;
    }
    offset += used;
  }
  const failure = parser.finish();
  if (failure instanceof Error) events.push(['error', failure.code, failure.reason, -1]);
  return events;
}

const file = process.argv[2];
const cases = JSON.parse(fs.readFileSync(file, 'utf8'));
const lines = cases.map((c) => JSON.stringify({ ...c, events: play(c) }));
fs.writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
