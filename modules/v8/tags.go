package v8

// wireVersion is the version of the format that is written, and the highest
// that is read.
const wireVersion = 15

// Tags of the wire format. A value begins with its tag.
const (
	tagVersion     = 0xff
	tagPadding     = 0
	tagUndefined   = '_'
	tagNull        = '0'
	tagTrue        = 'T'
	tagFalse       = 'F'
	tagInt32       = 'I'
	tagUint32      = 'U'
	tagDouble      = 'N'
	tagBigInt      = 'Z'
	tagOneByte     = '"'
	tagTwoByte     = 'c'
	tagUTF8        = 'S'
	tagReference   = '^'
	tagObject      = 'o'
	tagObjectEnd   = '{'
	tagSparse      = 'a'
	tagSparseEnd   = '@'
	tagDense       = 'A'
	tagDenseEnd    = '$'
	tagHole        = '-'
	tagDate        = 'D'
	tagTrueObject  = 'y'
	tagFalseObject = 'x'
	tagNumber      = 'n'
	tagBigObject   = 'z'
	tagString      = 's'
	tagRegExp      = 'R'
	tagMap         = ';'
	tagMapEnd      = ':'
	tagSet         = '\''
	tagSetEnd      = ','
	tagBuffer      = 'B'
	tagTransferred = 't'
	tagView        = 'V'
	tagError       = 'r'
	tagHost        = '\\'
)

// Tags of the parts of an error.
const (
	errorMessage = 'm'
	errorCause   = 'c'
	errorStack   = 's'
	errorEnd     = '.'
)

// viewClasses are the kinds of views by their tag.
var viewClasses = [...]struct {
	tag   byte
	class string
}{
	{'b', "Int8Array"}, {'B', "Uint8Array"}, {'C', "Uint8ClampedArray"}, {'w', "Int16Array"}, {'W', "Uint16Array"},
	{'d', "Int32Array"}, {'D', "Uint32Array"}, {'h', "Float16Array"}, {'f', "Float32Array"}, {'F', "Float64Array"},
	{'q', "BigInt64Array"}, {'Q', "BigUint64Array"}, {'?', "DataView"},
}

// errorClasses are the classes of errors by their tag; without one it is Error.
var errorClasses = [...]struct {
	tag   byte
	class string
}{
	{'E', "EvalError"}, {'R', "RangeError"}, {'F', "ReferenceError"}, {'S', "SyntaxError"}, {'T', "TypeError"}, {'U', "URIError"},
}

// regexpFlags are the flags of a regular expression, from the lowest bit.
const regexpFlags = "gimyusldv"
