package http1

// A Method is a request method that the parser knows.
type Method uint8

const (
	methodNone Method = iota
	methodAcl
	methodAnnounce
	methodBind
	methodCheckout
	methodConnect
	methodCopy
	methodDelete
	methodDescribe
	methodFlush
	methodGet
	methodGetParameter
	methodHead
	methodLink
	methodLock
	methodMSearch
	methodMerge
	methodMkactivity
	methodMkcalendar
	methodMkcol
	methodMove
	methodNotify
	methodOptions
	methodPatch
	methodPause
	methodPlay
	methodPost
	methodPri
	methodPropfind
	methodProppatch
	methodPurge
	methodPut
	methodQuery
	methodRebind
	methodRecord
	methodRedirect
	methodReport
	methodSearch
	methodSetup
	methodSetParameter
	methodSource
	methodSubscribe
	methodTeardown
	methodTrace
	methodUnbind
	methodUnlink
	methodUnlock
	methodUnsubscribe
	methodCount
)

// Methods that callers need to tell apart.
const (
	MethodConnect = methodConnect
	MethodHead    = methodHead
	MethodGet     = methodGet
)

// Protocols in which a method may appear.
const (
	inHTTP = 1 << iota
	inRTSP
	inICE
)

type methodInfo struct {
	name      string
	protocols uint8
}

// methods is in byte order, so that the methods sharing a prefix are
// neighbours: the parser narrows a range while it reads.
var methods = [methodCount]methodInfo{
	methodAcl:          {"ACL", inHTTP},
	methodAnnounce:     {"ANNOUNCE", inRTSP},
	methodBind:         {"BIND", inHTTP},
	methodCheckout:     {"CHECKOUT", inHTTP},
	methodConnect:      {"CONNECT", inHTTP},
	methodCopy:         {"COPY", inHTTP},
	methodDelete:       {"DELETE", inHTTP},
	methodDescribe:     {"DESCRIBE", inRTSP},
	methodFlush:        {"FLUSH", inRTSP},
	methodGet:          {"GET", inHTTP | inRTSP},
	methodGetParameter: {"GET_PARAMETER", inRTSP},
	methodHead:         {"HEAD", inHTTP},
	methodLink:         {"LINK", inHTTP},
	methodLock:         {"LOCK", inHTTP},
	methodMSearch:      {"M-SEARCH", inHTTP},
	methodMerge:        {"MERGE", inHTTP},
	methodMkactivity:   {"MKACTIVITY", inHTTP},
	methodMkcalendar:   {"MKCALENDAR", inHTTP},
	methodMkcol:        {"MKCOL", inHTTP},
	methodMove:         {"MOVE", inHTTP},
	methodNotify:       {"NOTIFY", inHTTP},
	methodOptions:      {"OPTIONS", inHTTP | inRTSP},
	methodPatch:        {"PATCH", inHTTP},
	methodPause:        {"PAUSE", inRTSP},
	methodPlay:         {"PLAY", inRTSP},
	methodPost:         {"POST", inHTTP | inRTSP},
	methodPri:          {"PRI", inHTTP},
	methodPropfind:     {"PROPFIND", inHTTP},
	methodProppatch:    {"PROPPATCH", inHTTP},
	methodPurge:        {"PURGE", inHTTP},
	methodPut:          {"PUT", inHTTP},
	methodQuery:        {"QUERY", inHTTP},
	methodRebind:       {"REBIND", inHTTP},
	methodRecord:       {"RECORD", inRTSP},
	methodRedirect:     {"REDIRECT", inRTSP},
	methodReport:       {"REPORT", inHTTP},
	methodSearch:       {"SEARCH", inHTTP},
	methodSetup:        {"SETUP", inRTSP},
	methodSetParameter: {"SET_PARAMETER", inRTSP},
	methodSource:       {"SOURCE", inHTTP | inICE},
	methodSubscribe:    {"SUBSCRIBE", inHTTP},
	methodTeardown:     {"TEARDOWN", inRTSP},
	methodTrace:        {"TRACE", inHTTP},
	methodUnbind:       {"UNBIND", inHTTP},
	methodUnlink:       {"UNLINK", inHTTP},
	methodUnlock:       {"UNLOCK", inHTTP},
	methodUnsubscribe:  {"UNSUBSCRIBE", inHTTP},
}

// String returns the method as it stands in a request line.
func (m Method) String() string { return methods[m].name }

// Methods returns what Node lists as http.METHODS, sorted: the methods of HTTP
// itself, without those of RTSP and without HTTP/2's PRI.
func Methods() []string {
	var names []string
	for m := methodNone + 1; m < methodCount; m++ {
		if methods[m].protocols&inHTTP != 0 && m != methodPri {
			names = append(names, methods[m].name)
		}
	}
	return names
}
