// The empty file lets the package have functions without a body.
