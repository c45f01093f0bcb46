const { SourceMap, findSourceMap, getSourceMapsSupport, setSourceMapsSupport } = require('module');
const path = require('path');
const { pathToFileURL } = require('url');

const here = pathToFileURL(__dirname + path.sep).href;
const show = (text) => String(text).replaceAll(here, 'URL/').replaceAll(__dirname + path.sep, '');
const frames = (e) => show(e.stack).split('\n').filter((line) => !/node:internal|require/.test(line)).join('\n');
const thrown = (f) => { try { return f(); } catch (e) { return e; } };

const load = (name) => {
  delete require.cache[require.resolve(name)];
  const m = require(name);
  console.log(frames(thrown(() => m.K.m())));
  console.log(frames(m.made()));
  return findSourceMap(require.resolve(name));
};

console.log(getSourceMapsSupport(), process.sourceMapsEnabled, load('./a.js'));
setSourceMapsSupport(true);
console.log(getSourceMapsSupport(), process.sourceMapsEnabled);
const map = load('./a.js');
console.log(map === findSourceMap(pathToFileURL(require.resolve('./a.js')).href), findSourceMap('nowhere.js'), findSourceMap());
console.log(show(JSON.stringify([map.payload, map.lineLengths, map.findEntry(5, 10), map.findOrigin(6, 11), map.findEntry(0, 0)], null, 1)));
load('./inline.js');

Error.prepareStackTrace = (e, sites) => [sites[0].getLineNumber(), path.basename(sites[0].getFileName())];
console.log(thrown(() => require('./a.js').K.m()).stack);
Error.prepareStackTrace = undefined;

class Sub extends SourceMap { }
const payload = { version: 3, sources: ['a', 'b'], names: ['n'], mappings: 'AAAAA,CAAC;;AACA,ECAA,I', more: [1] };
const made = new Sub(payload, { lineLengths: [1, 2] });
console.log(made, made.payload, made.payload !== payload, made.payload.more !== payload.more, made.lineLengths, made.lineLengths !== made.lineLengths);
for (const at of [[0, 0], [0, 5], [1, 0], [2, 3], [2, 9], [-1, 0], ['0', '1'], [], [NaN, 0], [0]])
  console.log(at, made.findEntry(...at), made.findOrigin(...at));
console.log(new SourceMap({ sections: [{ offset: { line: 1, column: 2 }, map: payload }] }).findEntry(1, 3));
console.log(new SourceMap({ sources: [], mappings: ';;;' }).findEntry(0, 0), new SourceMap({ sources: [], mappings: '' }, {}).lineLengths);
for (const wrong of [() => new SourceMap(), () => new SourceMap(1), () => new SourceMap({}), () => new SourceMap({ sources: [] }), () => SourceMap({}), () => setSourceMapsSupport(1),
  () => setSourceMapsSupport(true, 1), () => setSourceMapsSupport(true, { nodeModules: 1 }), () => setSourceMapsSupport(true, { generatedCode: 'x' }),
  () => process.setSourceMapsEnabled(1)])
  console.log(`${thrown(wrong).code} ${thrown(wrong)}`);
process.setSourceMapsEnabled(false);
console.log(getSourceMapsSupport(), frames(require('./a.js').made()));
console.log(Object.getOwnPropertyNames(SourceMap.prototype), SourceMap.length, Object.isFrozen(getSourceMapsSupport()));
