package modules

// NodeVersion is the version of Node whose behaviour gonode has,
// process.version.
const NodeVersion = "v26.10.0"
