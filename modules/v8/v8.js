'use strict';
// The order is that of the numbers by which the format of Node's own serializer knows these classes.
const classes = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  DataView, Buffer, BigInt64Array, BigUint64Array, globalThis.Float16Array,
];
const isBuffer = classes.indexOf(Buffer);

Serializer.prototype._getDataCloneError = Error;

Deserializer.prototype.readRawBytes = function readRawBytes(length) {
  const offset = this._readRawBytes(length);
  return Buffer.from(this.buffer.buffer, this.buffer.byteOffset + offset, length);
};

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }

  _writeHostObject(view) {
    let index = isBuffer;
    if (view.constructor !== Buffer) {
      const tag = Object.prototype.toString.call(view).slice(8, -1);
      index = classes.findIndex((c) => c?.name === tag && c !== Buffer);
      if (index === -1) throw new this._getDataCloneError(`Unserializable host object: ${tag}`);
    }
    this.writeUint32(index);
    this.writeUint32(view.byteLength);
    this.writeRawBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const Class = classes[this.readUint32()];
    const length = this.readUint32();
    const start = this._readRawBytes(length);
    const offset = this.buffer.byteOffset + start;
    const size = Class.BYTES_PER_ELEMENT || 1;
    if (Class === Buffer) return Buffer.from(this.buffer.buffer, offset, length);
    if (offset % size === 0) return new Class(this.buffer.buffer, offset, length / size);
    return new Class(this.buffer.buffer.slice(offset, offset + length), 0, length / size);
  }
}

Object.assign(exports, {
  DefaultSerializer,
  DefaultDeserializer,
  deserialize(buffer) {
    const deserializer = new DefaultDeserializer(buffer);
    deserializer.readHeader();
    return deserializer.readValue();
  },
  serialize(value) {
    const serializer = new DefaultSerializer();
    serializer.writeHeader();
    serializer.writeValue(value);
    return serializer.releaseBuffer();
  },
  startupSnapshot: {
    addDeserializeCallback(callback, data) { notBuilding(); },
    addSerializeCallback(callback, data) { notBuilding(); },
    setDeserializeMainFunction(callback, data) { notBuilding(); },
    isBuildingSnapshot() { return false; },
  },
});
