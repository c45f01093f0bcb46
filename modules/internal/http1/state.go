package http1

// A state says what the next byte has to be. The order matters: Next picks the
// function for a state by its place between the first states of each group.
type state uint8

const (
	// The start line.
	stateStart state = iota
	stateMethod
	stateMethodSpace
	stateTargetSpaces
	stateTarget
	stateSchema
	stateSchemaSlash
	stateSchemaSlashSlash
	stateServer
	stateServerAt
	statePath
	stateQuery
	stateFragment
	stateTargetLF
	stateTargetDone
	stateTargetDone09
	stateProtocolSpaces
	stateProtocol
	stateProtocolSlash
	stateMajor
	stateDot
	stateMinor
	stateRequestLineCR
	stateRequestLineLF
	statePreface
	stateVersionSpace
	stateStatus1
	stateStatus2
	stateStatus3
	stateStatusEnd
	stateReason
	stateStatusLineLF
	stateHeadersStart

	// Header and trailer fields.
	stateField
	stateName
	stateNameSpaces
	stateValueSpaces
	stateValueEmptyLF
	stateValueEmptyFold
	stateValueStart
	stateValue
	stateValueRelaxed
	stateValueLenient
	stateValueEnd
	stateCodingWord
	stateCodingSpaces
	stateCodingToken
	stateCodingOWS
	stateLengthStart
	stateLength
	stateLengthSpaces
	stateOptionWord
	stateOptionSpaces
	stateOptionToken
	stateValueLF
	stateValueFold
	stateHeadersLF

	// Chunks, but for their data.
	stateChunkSizeStart
	stateChunkSize
	stateChunkSizeEnd
	stateExtension
	stateExtensionName
	stateExtensionValue
	stateExtensionQuoted
	stateExtensionQuotedPair
	stateExtensionQuotedEnd
	stateChunkSizeLF
	stateChunkDataCR
	stateChunkDataLF

	// Content.
	stateBody
	stateChunkData
	stateBodyEOF

	stateClosed

	// States that need no further byte.
	stateSilent
	stateHeadersDone
	stateAfterHeaders
	stateComplete
	stateUpgraded
	stateAfterMessage
	stateFailed
)

// A headerState is what the value being read means to the parser.
type headerState uint8

const (
	headerGeneral headerState = iota
	headerConnection
	headerContentLength
	headerTransferEncoding
	headerUpgrade
	// What a value has turned out to be.
	headerKeepAlive
	headerClose
	headerConnectionUpgrade
	headerChunked
)
