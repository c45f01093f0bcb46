'use strict';
// The part that Request and Response share: their body.
// https://fetch.spec.whatwg.org/#body-mixin
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kDisturbed = Symbol.for('nodejs.stream.disturbed');
const encoder = new TextEncoder();

// A body has a source, from which its bytes or its stream can be made as often
// as one likes, or a stream. used tells of a source that was consumed.
function bodyOf(source, type) { return { source, stream: undefined, type, used: false }; }

// extract makes a body of what a program gives. A stream is given as it is.
function extract(v, kind) {
  if (v instanceof ReadableStream) return { source: undefined, stream: v, type: null, used: false };
  if (v instanceof URLSearchParams) {
    return bodyOf(encoder.encode(v.toString()), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  if (v instanceof ArrayBuffer) return bodyOf(new Uint8Array(v.slice()), null);
  if (ArrayBuffer.isView(v)) return bodyOf(new Uint8Array(v.buffer, v.byteOffset, v.byteLength).slice(), null);
  if (v instanceof FormData) {
    const boundary = `----formdata-undici-0${`${Math.floor(Math.random() * 1e11)}`.padStart(11, '0')}`;
    return bodyOf(multipart(v, boundary), `multipart/form-data; boundary=${boundary}`);
  }
  if (v instanceof Blob) return bodyOf(v, v.type || null);
  if (typeof v?.[Symbol.asyncIterator] === 'function') {
    return { source: undefined, stream: ReadableStream.from(v), type: null, used: false };
  }
  if (typeof v === 'symbol') throw new TypeError(`${kind}: body is a symbol, which cannot be converted to a DOMString.`);
  return bodyOf(encoder.encode(`${v}`), 'text/plain;charset=UTF-8');
}

function multipart(form, boundary) {
  const quote = (s) => s.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
  const lines = (s) => s.replace(/\r?\n|\r/g, '\r\n');
  const parts = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quote(lines(name))}"`;
    if (typeof value === 'string') {
      parts.push(`${head}\r\n\r\n${lines(value)}\r\n`);
    } else {
      parts.push(`${head}; filename="${quote(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`, value, '\r\n');
    }
  }
  parts.push(`--${boundary}--\r\n`);
  return new Blob(parts);
}

// streamOf is the stream of a body, made when it is asked for.
function streamOf(body) {
  if (body === null) return null;
  if (body.stream) return body.stream;
  if (body.source instanceof Blob) {
    body.stream = body.source.stream();
  } else {
    const { source } = body;
    body.stream = new ReadableStream({
      type: 'bytes',
      pull(c) {
        if (source.length > 0) c.enqueue(source.slice());
        queueMicrotask(() => {
          c.close();
          c.byobRequest?.respond(0);
        });
      },
    });
  }
  if (body.used) body.stream.cancel();
  return body.stream;
}

const isUsed = (body) => body !== null && (body.used || body.stream?.[kDisturbed] === true);
const isUnusable = (body) => isUsed(body) || body?.stream?.locked === true;

// cloneOf is a body with the same bytes.
function cloneOf(body) {
  if (body === null) return null;
  if (!body.stream) return bodyOf(body.source, body.type);
  const [mine, other] = body.stream.tee();
  body.stream = mine;
  body.source = undefined;
  return { source: undefined, stream: other, type: body.type, used: false };
}

async function bytesOf(body) {
  if (body === null) return new Uint8Array();
  if (!body.stream) {
    body.used = true;
    return body.source instanceof Blob ? new Uint8Array(await body.source.arrayBuffer()) : body.source.slice();
  }
  const reader = body.stream.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    chunks.push(value);
    length += value.length;
  }
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

function formDataOf(bytes, type) {
  const form = new FormData();
  const media = type === null ? undefined : parseMediaType(type);
  if (media?.type === 'multipart/form-data' && media.boundary) {
    const parts = parseMultipart(bytes, media.boundary);
    if (parts === undefined) throw new TypeError('Failed to parse body as FormData.');
    for (const { name, filename, type, data } of parts) {
      form.append(name, filename === undefined ? new TextDecoder().decode(data) : new File([data], filename, { type }));
    }
    return form;
  }
  if (media?.type === 'application/x-www-form-urlencoded') {
    for (const [name, value] of new URLSearchParams(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))) form.append(name, value);
    return form;
  }
  throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}

// mixin gives a class what reads the body. get is the state of an object: its
// body and headers.
function mixin(Class, get) {
  const consume = (self, convert) => {
    let state;
    try {
      state = get(self);
      if (isUnusable(state.body)) throw new TypeError('Body is unusable: Body has already been read');
    } catch (err) {
      return Promise.reject(err);
    }
    return bytesOf(state.body).then((bytes) => convert(bytes, state.headers.get('content-type')));
  };
  const methods = {
    blob() { return consume(this, (bytes, type) => new Blob([bytes], { type: type ?? '' })); },
    arrayBuffer() {
      return consume(this, ({ buffer, byteOffset, byteLength }) => {
        return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
      });
    },
    text() { return consume(this, (bytes) => new TextDecoder().decode(bytes)); },
    json() { return consume(this, (bytes) => JSON.parse(new TextDecoder().decode(bytes))); },
    formData() { return consume(this, formDataOf); },
    bytes() { return consume(this, (bytes) => bytes); },
    textStream() {
      const { body } = get(this);
      if (isUnusable(body)) throw new TypeError('Body is unusable: Body has already been read');
      const stream = streamOf(body) ?? new ReadableStream({ start(c) { c.close(); } });
      return stream.pipeThrough(new TextDecoderStream());
    },
  };
  for (const name of Object.keys(methods)) {
    Object.defineProperty(Class.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
  }
}

// finish makes the class look as the standard has it.
function finish(Class, names, fields) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, kInspect, {
    value: {
      [kInspect](depth, options) {
        if (options.depth === null) options.depth = 2;
        options.depth ??= 2;
        const shown = {};
        for (const name of fields) shown[name] = this[name];
        return `${Class.name} ${inspect(shown, options)}`;
      },
    }[kInspect],
    writable: true, enumerable: false, configurable: true,
  });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, writable: false, enumerable: false, configurable: true });
}

return { bodyOf, extract, streamOf, isUsed, isUnusable, cloneOf, mixin, finish, encoder };
